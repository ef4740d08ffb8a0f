import { basename, join } from 'node:path';
import { readExifTags } from '@exifclip/exif-text';
import { type RasterImage, shrinkToFit } from '@exifclip/image';
import type { SpliceReport } from '@exifclip/splice';
import { renderReport, reportPhoto } from '@exifclip/splice/report';
import { packageVersion } from './package-version.ts';
import type { ReportFilesOptions } from './report-files.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

/** What a page is made of. */
export interface ReportPageInput {
  input: string;
  /** The input's file; its camera tags are shown. */
  bytes: Uint8Array;
  sha256: string;
  /** The photo, upright, of any size. */
  photo: RasterImage;
  report: SpliceReport;
  /** The command that makes this report. */
  command: string;
}

/** Longest sides in pixels. */
const photoSide = 1600;
const thumbnailSide = 144;

/**
 * Writes the report for people, `<name>.report.html`.
 *
 * @returns its path, and a small picture for an index
 */
export async function writeReportPage(
  { input, bytes, sha256, photo, report, command }: ReportPageInput,
  { folder, name, orientation }: ReportFilesOptions,
): Promise<{ path: string; thumbnail: Uint8Array }> {
  const small = shrinkToFit(photo, photoSide);
  const page = renderReport(report, {
    input: basename(input),
    photo: await reportPhoto(small, { longestSide: photoSide }),
    orientation,
    tags: readExifTags(bytes),
    sha256,
    producer: `exifclip ${packageVersion()}`,
    command,
  });
  const path = join(folder, `${name}.report.html`);
  await writeFileAtomic(path, page);
  const thumbnail = await reportPhoto(small, { longestSide: thumbnailSide });
  return { path, thumbnail };
}
