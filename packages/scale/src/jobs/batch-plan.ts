import type { RowJob } from 'exifclip/batch';

/** What a whole queue is for: one plan a queue, one queue a table. */
export interface BatchPlan {
  /** What is made of each input. */
  job: RowJob;
  /** How, as plain values: the options of `openRowMaker` beside those of one machine. */
  options: Readonly<Record<string, PlanValue>>;
  /** Where results go, as every worker sees it: a folder's absolute path, or `s3://bucket/prefix`. */
  out: string;
}

/** A setting of a plan. */
export type PlanValue = string | number | boolean | null | readonly string[];
