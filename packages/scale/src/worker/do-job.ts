import { type Job, UnrecoverableError, WaitingError } from 'bullmq';
import type { TableRow } from 'exifclip/batch';
import { type BatchJob, parseBatchJob } from '../jobs/batch-job.ts';
import type { InputReference } from '../jobs/input-reference.ts';
import { openDeathLedger } from '../queue/death-ledger.ts';
import type { ScaleQueue } from '../queue/open-queue.ts';
import { setAside } from '../queue/set-aside.ts';
import { countDone } from '../queue/tally.ts';
import { decodeResult, encodeResult, partName, resultName } from '../results/result-file.ts';
import type { ResultStore } from '../results/result-store.ts';
import type { RowProcesses } from './row-processes.ts';
import { type RunBatchOptions, runBatch } from './run-batch.ts';

export interface DoJobOptions extends Pick<RunBatchOptions, 'read' | 'tries' | 'timeout'> {
  processes: RowProcesses;
  store: ResultStore;
  /** Once aborted, the job is given back with what was done of it. */
  stop: AbortSignal;
  /** Once aborted, the job has another worker, and is none of ours any more. */
  lost: AbortSignal;
}

/** How a job ended. */
export interface DoneCounts {
  ok: number;
  failed: number;
}

/**
 * Does a job of the queue and leaves its result in the store, where it may be already: from a
 * worker that died in between, or an earlier queue.
 *
 * @throws WaitingError, for BullMQ, when the job was given back
 * @throws UnrecoverableError, for BullMQ, when it is none of ours
 * @throws Error when no row process can be started, or the result not be written
 */
export async function doJob(
  queue: ScaleQueue,
  job: Job<BatchJob>,
  options: DoJobOptions,
): Promise<DoneCounts> {
  const { inputs, again = false } = parsed(job);
  const id = job.id!;
  const rows = (await storedRows(id, options)) ?? (await madeRows(queue, job, inputs, options));
  const ok = rows.filter(({ status }) => status === 'ok').length;
  const counts = { ok, failed: rows.length - ok };
  await countDone(queue, { id, ...counts, again });
  await job.updateData({ ...job.data, inputs: [] });
  return counts;
}

function parsed({ data }: Job<BatchJob>): BatchJob {
  try {
    return parseBatchJob(data);
  } catch (error) {
    throw new UnrecoverableError((error as Error).message);
  }
}

async function storedRows(
  id: string,
  { store }: DoJobOptions,
): Promise<readonly TableRow[] | undefined> {
  const bytes = await store.read(resultName(id));
  return bytes && (await decodeResult(bytes, resultName(id))).rows;
}

async function madeRows(
  queue: ScaleQueue,
  job: Job<BatchJob>,
  inputs: readonly InputReference[],
  { processes, store, stop, lost, ...options }: DoJobOptions,
): Promise<readonly TableRow[]> {
  const id = job.id!;
  const ledger = await openDeathLedger(queue, id);
  const partBytes = await store.read(partName(id));
  const part = partBytes && (await decodeResult(partBytes, partName(id)));
  const lent = await processes.take();
  try {
    const signal = AbortSignal.any([stop, lost]);
    const run = await runBatch(inputs, { ...options, process: lent, ledger, part, signal });
    // BullMQ has given the job to another worker: it alone may say what became of it.
    if (lost.aborted) throw new Error('another worker has the job');
    for (const entry of run.aside) await setAside(queue, entry);
    await store.write(run.isDone ? resultName(id) : partName(id), await encodeResult(run));
    if (!run.isDone) await giveBack(job);
    await ledger.clear();
    if (partBytes) await store.remove(partName(id));
    return run.rows;
  } finally {
    processes.give(lent);
  }
}

async function giveBack(job: Job<BatchJob>): Promise<never> {
  await job.moveToWait(job.token);
  throw new WaitingError();
}
