import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileSource } from '@exifclip/nn/node';
import { openSafetensors } from '@exifclip/nn/safetensors';
import { CheckpointError } from './checkpoint-error.ts';
import { readValidation } from './read-validation.ts';
import type { StoredCheckpoint } from './stored-checkpoint.ts';

export interface ListCheckpointsOptions {
  /** Told of each file whose header cannot be read, and is left out. @defaultValue console.warn */
  onDamaged?: ((error: CheckpointError) => void) | undefined;
}

/**
 * The checkpoints of a folder, oldest first, from the files' headers; numbers are not read, and
 * none is trusted to be whole. No folder is an empty one.
 */
export async function listCheckpoints(
  folder: string,
  { onDamaged = (error) => console.warn(error.message) }: ListCheckpointsOptions = {},
): Promise<StoredCheckpoint[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found: StoredCheckpoint[] = [];
  for (const name of names) {
    if (!/^checkpoint(-\d+)?\.safetensors$/.test(name)) continue;
    const path = join(folder, name);
    try {
      found.push(await readRecord(path));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      onDamaged(new CheckpointError(path, `not a whole checkpoint: ${why}`, { cause }));
    }
  }
  return found.sort((a, b) => a.step - b.step);
}

async function readRecord(path: string): Promise<StoredCheckpoint> {
  const source = await openFileSource(path);
  try {
    const { metadata } = await openSafetensors(source);
    const step = Number(metadata.step ?? Number.NaN);
    if (!Number.isSafeInteger(step)) {
      throw new RangeError(`expected a whole step in the metadata, got ${metadata.step}`);
    }
    return { path, step, validation: readValidation(metadata.validation) };
  } finally {
    await source.close();
  }
}
