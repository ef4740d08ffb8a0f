import { join } from 'node:path';

/** Where a folder keeps its checkpoint. */
export function checkpointPath(folder: string): string {
  return join(folder, 'checkpoint.safetensors');
}
