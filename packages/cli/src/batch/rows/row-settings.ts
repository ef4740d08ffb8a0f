import type { RowJob } from './row-job.ts';

/** What decides on the values of rows: rows of other settings do not belong in one table. */
export interface RowSettings {
  job: RowJob;
  [setting: string]: string | number | boolean | null | readonly string[];
}
