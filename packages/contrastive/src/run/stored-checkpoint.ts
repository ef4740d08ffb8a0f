import type { CheckpointRecord } from './checkpoint-record.ts';

/** A checkpoint and where it lies. */
export interface StoredCheckpoint extends CheckpointRecord {
  readonly path: string;
}
