import type { SpliceReport } from '../splice-report.ts';
import { bytesToBase64 } from './bytes-to-base64.ts';
import { cautionSection } from './caution-section.ts';
import { exifSection, type ReportTag } from './exif-section.ts';
import { type DrawnReport, makePageData } from './make-page-data.ts';
import { originSection } from './origin-section.ts';
import { pageDocument } from './page-document.ts';
import { resultSection } from './result-section.ts';
import { safeHtml } from './safe-html.ts';
import { stageSection } from './stage-section.ts';

/** Options of {@link renderReport}. */
export interface RenderReportOptions {
  /** What the image is called. */
  input: string;
  /** The photo as a JPEG file, upright: `reportPhoto` makes it. */
  photo: Uint8Array;
  /** EXIF's orientation, 1…8, by which the photo was turned upright. @defaultValue 1 */
  orientation?: number | undefined;
  /**
   * The camera tags to show, as `readExifTags` of `@exifclip/exif-text` gives them: without names,
   * places, dates and serial numbers. What is given here is shown. @defaultValue none
   */
  tags?: readonly ReportTag[] | undefined;
  /** SHA-256 of the input's file, in hexadecimal. @defaultValue not told */
  sha256?: string | undefined;
  /** What made the report, with its version: `exifclip 1.2.3`. @defaultValue not told */
  producer?: string | undefined;
  /** The command that made the report. @defaultValue not told */
  command?: string | undefined;
}

/** What is rendered; a `SpliceReport` is. */
export type RenderedReport = DrawnReport & Omit<SpliceReport, 'timings' | 'consistencyFrom'>;

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
  const { input, photo, orientation = 1, tags = [], sha256, producer, command } = options;
  if (photo[0] !== 0xff || photo[1] !== 0xd8) {
    throw new TypeError('expected the photo as a JPEG file, got bytes that are none');
  }
  const { data, outline } = makePageData(report, orientation);
  const body = safeHtml`<header>
<p>Report of exifclip: what in this image disagrees about its camera</p>
<h1><bdi>${input}</bdi></h1>
</header>
<main>
${resultSection(report)}
${stageSection(data, { outline, photo: `data:image/jpeg;base64,${bytesToBase64(photo)}` })}
${cautionSection(report)}
<div class="facts-row">
${exifSection(tags)}
${originSection(report, { sha256, producer, command, orientation })}
</div>
</main>`;
  return pageDocument({ title: `${input}: exifclip report`, body, data });
}
