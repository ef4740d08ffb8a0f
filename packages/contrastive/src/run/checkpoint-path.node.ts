import { join } from 'node:path';

/** Where a folder keeps its checkpoint: the only one, or that of a step. */
export function checkpointPath(folder: string, step?: number): string {
  const name = step === undefined ? '' : `-${String(step).padStart(8, '0')}`;
  return join(folder, `checkpoint${name}.safetensors`);
}
