import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));

/**
 * The folder of photos, forgeries and oracles that tests read (never part of this repository):
 * `EXIFCLIP_DATA`, else `../shared/data` beside the repository.
 *
 * @returns its path, or undefined where it is absent, for `describe.skipIf`
 * @throws Error in continuous integration, where absence is a failure and not a skip
 */
export function sharedData(): string | undefined {
  const folder = resolve(process.env['EXIFCLIP_DATA'] ?? resolve(repository, '../shared/data'));
  if (existsSync(folder)) return folder;
  const message = `test data not found at ${folder}; set EXIFCLIP_DATA to the folder that holds photos/, splice/ and oracle/`;
  if (process.env['CI']) throw new Error(message);
  console.warn(`skipped: ${message}`);
  return undefined;
}
