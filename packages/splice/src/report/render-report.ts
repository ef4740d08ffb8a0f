import { bytesToBase64 } from './bytes-to-base64.ts';
import { pageDocument } from './page-document.ts';
import type { RenderedReport } from './rendered-report.ts';
import { type ReportSectionsOptions, reportSections } from './report-sections.ts';
import { safeHtml } from './safe-html.ts';

/** Options of {@link renderReport}. */
export interface RenderReportOptions extends Omit<ReportSectionsOptions, 'photo'> {
  /** What the image is called. */
  input: string;
  /** The photo as a JPEG file, upright: `reportPhoto` makes it. */
  photo: Uint8Array;
}

/**
 * A report for people as one self-contained HTML file: the photo under its heatmap, the outline of
 * the mask, the PCA picture, the consistency of any patch that is clicked, the EXIF, and what the
 * score means. It asks nothing of the network, and its Content-Security-Policy allows nothing but
 * its own style and script. Every text in it is escaped.
 *
 * @returns a document of at most about 3 MB
 * @throws RangeError for an orientation that is not 1…8, and for maps that do not fit the grid
 * @throws TypeError for a photo that is no JPEG file
 */
export function renderReport(report: RenderedReport, options: RenderReportOptions): string {
  const { input, photo, ...told } = options;
  if (photo[0] !== 0xff || photo[1] !== 0xd8) {
    throw new TypeError('expected the photo as a JPEG file, got bytes that are none');
  }
  const { result, stage, meaning, exif, origin, data } = reportSections(report, {
    ...told,
    photo: `data:image/jpeg;base64,${bytesToBase64(photo)}`,
  });
  const body = safeHtml`<header>
<p>Report of exifclip: what in this image disagrees about its camera</p>
<h1><bdi>${input}</bdi></h1>
</header>
<main>
${result}
${stage}
${meaning}
<div class="facts-row">
${exif}
${origin}
</div>
</main>`;
  return pageDocument({ title: `${input}: exifclip report`, body, data });
}
