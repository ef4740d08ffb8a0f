import { readFile } from 'node:fs/promises';

/**
 * Reads a file that the user named.
 *
 * @throws Error with one line that names the file and says what is the matter
 */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(`${path}: ${reasons[code ?? ''] ?? message}`, { cause });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'expected an image file, got a folder',
  EACCES: 'may not be read',
  ENOTDIR: 'there is no such file',
};
