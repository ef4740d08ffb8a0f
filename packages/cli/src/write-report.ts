import { join } from 'node:path';
import { type ReportDocument, type ReportInput, reportDocument } from './report-document.ts';
import { type Orientation, writeReportPictures } from './report-files.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

export interface WriteReportOptions {
  /** The folder to write to. */
  folder: string;
  /** What every file's name begins with. */
  name: string;
  /** Seconds that the analysis took; asked once the pictures are written. */
  elapsed: () => number;
}

/** Writes the pictures and the report of one image; the paths come back by kind. */
export async function writeReport(
  input: Omit<ReportInput, 'seconds'> & { orientation: Orientation },
  { folder, name, elapsed }: WriteReportOptions,
): Promise<{ document: ReportDocument; files: Record<string, string> }> {
  const { image, report, orientation } = input;
  const files = await writeReportPictures(image, report, { folder, name, orientation });
  files.report = join(folder, `${name}.report.json`);
  const document = await reportDocument({ ...input, seconds: elapsed() });
  await writeFileAtomic(files.report, `${JSON.stringify(document)}\n`);
  return { document, files };
}
