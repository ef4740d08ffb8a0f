import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file beside its place and renames it into it, so that no half of it is ever there. */
export async function writeFileAtomic(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, contents);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
