import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@exifclip/nn/node';
import type { ResultStore } from './result-store.ts';

/** Results in a folder that all workers see. */
export function folderStore(folder: string): ResultStore {
  return {
    async read(name) {
      try {
        return await readFile(join(folder, name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(name, bytes) {
      await mkdir(folder, { recursive: true });
      await replaceFile(join(folder, name), (temporary) => writeFile(temporary, bytes));
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}
