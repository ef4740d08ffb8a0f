import { cautionSection } from './caution-section.ts';
import { exifSection, type ReportTag } from './exif-section.ts';
import { makePageData } from './make-page-data.ts';
import { originSection } from './origin-section.ts';
import type { PageData } from './page-data.ts';
import type { RenderedReport } from './rendered-report.ts';
import { resultSection } from './result-section.ts';
import type { SafeHtml } from './safe-html.ts';
import { stageSection } from './stage-section.ts';

/** Options of {@link reportSections}. */
export interface ReportSectionsOptions {
  /** Address of the photo, upright; a page may also set it later, on `#photo`. @defaultValue none */
  photo?: string | undefined;
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

/** The sections of a report as markup, for pages with a style of their own. */
export interface ReportSections {
  /** Score, probability, share that is marked, warnings. */
  result: SafeHtml;
  /** The photo under its maps, and their controls; `openViewer` brings it to life. */
  stage: SafeHtml;
  /** What the score means, and what it does not. */
  meaning: SafeHtml;
  /** The camera tags. */
  exif: SafeHtml;
  /** How the report was made. */
  origin: SafeHtml;
  /** What `openViewer` draws from; plain data, which can be posted to another thread. */
  data: PageData;
}

/**
 * What a report says, section by section. Every text in it is escaped. The elements bear ids, so
 * that one report can be shown at a time.
 *
 * @throws RangeError for an orientation that is not 1…8, and for maps that do not fit the grid
 */
export function reportSections(
  report: RenderedReport,
  options: ReportSectionsOptions = {},
): ReportSections {
  const { photo = '', orientation = 1, tags = [], sha256, producer, command } = options;
  const { data, outline } = makePageData(report, orientation);
  return {
    result: resultSection(report),
    stage: stageSection(data, { outline, photo }),
    meaning: cautionSection(report),
    exif: exifSection(tags),
    origin: originSection(report, { sha256, producer, command, orientation }),
    data,
  };
}
