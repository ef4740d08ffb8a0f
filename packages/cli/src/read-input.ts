import { readFile } from 'node:fs/promises';
import { inputError } from './input-error.ts';

/**
 * Reads a file that the user named.
 *
 * @throws Error with one line that names the file and says what is the matter
 */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw inputError(path, cause);
  }
}
