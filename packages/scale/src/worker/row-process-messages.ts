import type { RowJob, RowSettings, TableColumn, TableRow } from 'exifclip/batch';
import type { PlanValue } from '../jobs/batch-plan.ts';

/** What a row process opens, once and first. */
export interface OpenRequest {
  job: RowJob;
  options: Readonly<Record<string, PlanValue>>;
  /** Threads of ONNX Runtime; 0 lets it choose. */
  threads: number;
  /** Address of a module that exports `openRowMaker`, in place of the usual one. */
  rowMaker: string | undefined;
}

/** What it opened. */
export interface OpenReply {
  settings: RowSettings;
  columns: readonly TableColumn[];
}

/** Where the bytes of an input are: in the message, in a file, or in a part of one. */
export type RowBytes =
  | { bytes: Uint8Array }
  | { file: string }
  | { file: string; offset: number; size: number };

/** An input to make a row of. */
export interface MakeRequest {
  path: string;
  source: RowBytes;
}

/** Parent to child. */
export type ToRowProcess = { open: OpenRequest } | { make: MakeRequest };

/** Child to parent: one a message. */
export type FromRowProcess = { opened: OpenReply } | { row: TableRow } | { error: string };
