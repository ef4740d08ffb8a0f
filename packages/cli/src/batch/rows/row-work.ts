import type { Model } from '@exifclip/models';
import type { RowSettings } from './row-settings.ts';
import type { TableValue } from './table-row.ts';

/** What a job makes of the bytes of one input: its columns beside those that all jobs have. */
export type MakeCells = (
  bytes: Uint8Array,
  options: { name: string; signal: AbortSignal | undefined },
) => Promise<Readonly<Record<string, TableValue>>>;

/** A job that is ready to work. */
export interface RowWork {
  settings: RowSettings;
  make: MakeCells;
  dispose(): Promise<void>;
}

/** A model for a job, and what its settings begin with. */
export interface OpenedModel {
  model: Model;
  settings: RowSettings;
  /** What the encoder's graph runs on. */
  engine: { threads: number; onFallback: (reason: string) => void };
}
