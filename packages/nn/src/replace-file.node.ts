import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';

/**
 * Writes a file beside its place and renames it into it, so that no half of it is ever there. Two
 * that write the same place do not meet, on two machines neither.
 *
 * @param write writes the path that it is given
 * @throws what `write` throws; nothing is left behind then, and what was there stays
 */
export async function replaceFile(
  path: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await write(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
