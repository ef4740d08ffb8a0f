import type { Progress } from '../engine/engine-message.ts';
import type { Examination } from '../engine/examination.ts';

/** Where a photo is on its way. */
export type PhotoState =
  | { kind: 'queued' }
  | { kind: 'running'; progress: Progress }
  | { kind: 'done'; examination: Examination }
  | { kind: 'error'; message: string }
  | { kind: 'cancelled' };

/** A photo that was given to the page. */
export interface QueuedPhoto {
  readonly id: number;
  readonly file: File;
  state: PhotoState;
}
