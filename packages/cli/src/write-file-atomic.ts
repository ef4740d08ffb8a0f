import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '@exifclip/nn/node';

/** Writes a file beside its place and renames it into it, so that no half of it is ever there. */
export async function writeFileAtomic(path: string, contents: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, (temporary) => writeFile(temporary, contents));
}
