import { isDeepStrictEqual } from 'node:util';
import { mapInOrder } from '@exifclip/datasets/files';
import { failedRow, openTable, type TableRow } from 'exifclip/batch';
import type { ScaleQueue } from '../queue/open-queue.ts';
import { getPlan } from '../queue/set-plan.ts';
import { openResultStore } from '../results/open-result-store.ts';
import type { JobResult } from '../results/result-file.ts';
import { openS3Store, type S3Options } from '../sources/s3-store.ts';
import { type CollectedJob, collectedJob } from './collected-job.ts';
import { knownJobs } from './known-jobs.ts';
import { type RowMerger, rowMerger } from './row-merger.ts';

export interface CollectTableOptions {
  /** How `s3://` is reached. @defaultValue by the environment */
  s3?: S3Options;
  /** Told how many jobs of how many were looked at. @defaultValue none */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal | undefined;
}

/** What a collected table holds, and what is missing from it. */
export interface Collected {
  /** Rows of the table. */
  rows: number;
  /** The inputs that failed, with reasons; they have their rows. */
  failed: readonly TableRow[];
  /** Jobs that are not done yet. */
  unfinished: number;
  /** Jobs that were done, but whose results are gone. */
  lost: number;
}

const readsAhead = 8;

/**
 * Puts the results of a queue into one table, `.jsonl` or `.parquet`: every input once, in the
 * order in which they were enqueued, failed ones with their reasons. An input of several jobs is
 * good if it is in one of them. A table that is there already is gone on with.
 *
 * @throws RangeError when nothing was ever enqueued
 * @throws Error when there is no result at all yet, or one was made with other settings
 * @throws TableError when the table that is there was
 */
export async function collectTable(
  queue: ScaleQueue,
  path: string,
  { s3 = {}, onProgress, signal }: CollectTableOptions = {},
): Promise<Collected> {
  const plan = await getPlan(queue);
  if (plan === undefined) throw new RangeError(`expected a queue ${queue.name}, got none`);
  const store = openResultStore(plan.out, openS3Store(s3));
  const total = await queue.redis.zcard(queue.keys.known);
  const look = (id: string) => collectedJob(queue, store, id);

  const counts = { unfinished: 0, lost: 0 };
  const dead: Extract<CollectedJob, { kind: 'dead' }>[] = [];
  let open: OpenCollection | undefined;
  let done = 0;
  try {
    for await (const job of mapInOrder(knownJobs(queue), readsAhead, look)) {
      signal?.throwIfAborted();
      onProgress?.(++done, Math.max(total, done));
      if (job.kind === 'dead') dead.push(job);
      else if (job.kind !== 'result') counts[job.kind] += 1;
      else {
        open ??= await openCollection(path, job.result);
        assertSame(open.made, job);
        await open.merger.add(job.result.rows);
      }
    }
    if (open === undefined) throw new Error(`${plan.out}: expected results, got none yet`);
    const { columns } = open.made;
    for (const { inputs, reason } of dead) {
      await open.merger.add(inputs.map((input) => failedRow(input, columns, { error: reason })));
    }
  } finally {
    await open?.table.close();
  }
  return { rows: open.table.counts.rows, failed: open.merger.failed(), ...counts };
}

interface OpenCollection {
  made: JobResult;
  table: Awaited<ReturnType<typeof openTable>>;
  merger: RowMerger;
}

async function openCollection(path: string, made: JobResult): Promise<OpenCollection> {
  const { settings, columns } = made;
  const table = await openTable(path, { settings, columns, retryFailed: true });
  return { made, table, merger: rowMerger(table) };
}

/** Workers with different models would make rows that do not belong together. */
function assertSame(
  { settings }: JobResult,
  { name, result }: Extract<CollectedJob, { kind: 'result' }>,
): void {
  if (isDeepStrictEqual(settings, result.settings)) return;
  throw new Error(
    `${name}: expected rows made with ${JSON.stringify(settings)}, ` +
      `got ${JSON.stringify(result.settings)}: remove it and enqueue again`,
  );
}
