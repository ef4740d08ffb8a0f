import { inputError } from '../../input-error.ts';
import type { RowInput } from './row-maker.ts';

/**
 * Reads the bytes of an input.
 *
 * @throws Error with one line that names the input and says what is the matter
 */
export async function readBytes({ path, bytes }: RowInput): Promise<Uint8Array> {
  try {
    return await bytes();
  } catch (cause) {
    throw inputError(path, cause);
  }
}
