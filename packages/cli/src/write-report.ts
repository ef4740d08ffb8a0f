import { join } from 'node:path';
import { orientImage, type RasterImage, shrinkToFit } from '@exifclip/image';
import { sha256 } from '@exifclip/models';
import type { SpliceReport } from '@exifclip/splice';
import { type ReportDocument, reportDocument } from '@exifclip/splice/report';
import { writeReportArrays } from './report-arrays.ts';
import { type Orientation, writeReportPictures } from './report-files.ts';
import { defaultFormats, type ReportFormat } from './report-format.ts';
import { writeReportPage } from './report-page.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

export interface WriteReportOptions {
  /** The folder to write to. */
  folder: string;
  /** What every file's name begins with. */
  name: string;
  /** What is written. @defaultValue json, png and html */
  formats?: readonly ReportFormat[] | undefined;
  /** Seconds that the analysis took; asked once the pictures are written. */
  elapsed: () => number;
}

/** What a report is written from. */
export interface WrittenInput {
  input: string;
  /** The input's file. */
  bytes: Uint8Array;
  image: RasterImage;
  report: SpliceReport;
  orientation: Orientation;
  /** The command that makes this report. */
  command: string;
}

/** What was written of one image. */
export interface WrittenReport {
  document: ReportDocument;
  /** Paths by kind. */
  files: Record<string, string>;
  /** A small picture of the image, upright, as JPEG; of a report with a page only. */
  thumbnail?: Uint8Array | undefined;
}

/** Writes what is asked for of the report of one image. */
export async function writeReport(
  input: WrittenInput,
  { folder, name, formats = defaultFormats, elapsed }: WriteReportOptions,
): Promise<WrittenReport> {
  const { input: called, image, report, bytes, orientation } = input;
  const checksum = await sha256(bytes);
  const to = { folder, name, orientation };
  const drawn = formats.includes('png') ? await writeReportPictures(image, report, to) : undefined;
  const writePage = () => {
    const photo = drawn?.photo ?? orientImage(shrinkToFit(image, 2048), orientation);
    return writeReportPage({ ...input, photo, sha256: checksum }, to);
  };
  const [pictures, page, arrays] = await Promise.all([
    drawn?.files,
    formats.includes('html') ? writePage() : undefined,
    formats.includes('npy') ? writeReportArrays(report, to) : undefined,
  ]);
  const files: Record<string, string> = { ...pictures, ...arrays };
  if (page) files['page'] = page.path;
  const document = reportDocument(report, {
    input: called,
    sha256: checksum,
    orientation,
    seconds: elapsed(),
  });
  if (formats.includes('json')) {
    files['report'] = join(folder, `${name}.report.json`);
    await writeFileAtomic(files['report'], `${JSON.stringify(document)}\n`);
  }
  return { document, files, thumbnail: page?.thumbnail };
}
