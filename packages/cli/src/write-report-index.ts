import { join } from 'node:path';
import { type ReportIndexEntry, renderReportIndex } from '@exifclip/splice/report';
import { commandLine } from './command-line.ts';
import { packageVersion } from './package-version.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

/**
 * Writes `index.html` over the reports of many images.
 *
 * @returns its path
 */
export async function writeReportIndex(
  entries: readonly ReportIndexEntry[],
  folder: string,
): Promise<string> {
  const path = join(folder, 'index.html');
  const producer = `exifclip ${packageVersion()}`;
  await writeFileAtomic(
    path,
    renderReportIndex(entries, {
      producer,
      command: commandLine({ withoutFolders: true }),
    }),
  );
  return path;
}
