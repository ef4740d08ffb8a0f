import type { EngineFiles } from './engine-files.ts';
import type { Examination } from './examination.ts';

/** What the page tells its worker: first the files, then one photo after the other. */
export type ToEngine =
  | ({ kind: 'open' } & Pick<EngineFiles, 'wasm' | 'model'>)
  | { kind: 'examine'; photo: File };

/** What the worker tells the page, of the photo that it was given last. */
export type FromEngine =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; examination: Examination }
  | { kind: 'failed'; message: string };

/** How far a photo is. */
export interface Progress {
  step: 'opening' | 'reading' | 'comparing' | 'verifying' | 'writing';
  /** Of the patches, 0…1; 0 for steps that cannot say. */
  share: number;
}
