import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file in the place of the one before, which stays until the new one is whole on the disk:
 * a process that is killed at any time, or a machine that loses power, leaves one of the two, and
 * at most a draft `….tmp` beside it.
 *
 * @param path its folder is made where it does not exist
 */
export async function writeFileDurably(path: string, contents: Uint8Array | string): Promise<void> {
  const draft = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(draft, 'w');
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Makes the renaming itself last; Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
