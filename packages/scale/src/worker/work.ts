import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, Worker } from 'bullmq';
import type { BatchJob } from '../jobs/batch-job.ts';
import type { BatchPlan } from '../jobs/batch-plan.ts';
import type { InputReference } from '../jobs/input-reference.ts';
import type { ScaleQueue } from '../queue/open-queue.ts';
import { queuePrefix } from '../queue/scale-keys.ts';
import { getPlan } from '../queue/set-plan.ts';
import { openResultStore } from '../results/open-result-store.ts';
import type { ResultStore } from '../results/result-store.ts';
import type { FetchLimits } from '../sources/fetch-limits.ts';
import { readSource } from '../sources/read-source.ts';
import { openS3Store, type S3Options } from '../sources/s3-store.ts';
import { type DoneCounts, doJob } from './do-job.ts';
import { type RowProcesses, rowProcesses } from './row-processes.ts';

export interface WorkOptions extends FetchLimits {
  /** Jobs at a time, each in a process of its own. @defaultValue 1 */
  jobs?: number;
  /** Threads of ONNX Runtime in each process; 0 lets it choose. @defaultValue 1 */
  threads?: number;
  /** After how many deaths of its process an input is set aside. @defaultValue 3 */
  deaths?: number;
  /** Seconds that one input may take before its process is ended. @defaultValue 300 */
  fileTimeout?: number;
  /** Seconds without a sign of life after which a worker's jobs go to others. @defaultValue 30 */
  lock?: number;
  /** Address of a module that exports an `openRowMaker` of one's own. @defaultValue none */
  rowMaker?: string | undefined;
  /** Whether to end once no job waits, runs or is to be tried again. @defaultValue false */
  untilEmpty?: boolean;
  /** How `s3://` is reached. @defaultValue by the environment */
  s3?: S3Options;
  /** Ends the work: what is begun of each job is finished, the rest given back. */
  signal: AbortSignal;
  /** Told of what goes wrong but is dealt with. @defaultValue console.error */
  onNotice?: (text: string) => void;
  /** Told of every job that is done. @defaultValue none */
  onJob?: (counts: DoneCounts) => void;
}

/** What serves a plan. */
interface Bench {
  plan: string;
  processes: RowProcesses;
  store: ResultStore;
}

// A job that stalls is begun again, and each time the input that was being worked on is counted;
// so a job ends by itself, and this only bounds what no input is to blame for.
const maxStalledCount = 100;

/**
 * Works on a queue until told to stop. Workers may join and leave at any time, before anything is
 * enqueued too.
 *
 * @throws RangeError from BullMQ or for options out of their range
 */
export async function work(
  queue: ScaleQueue,
  {
    jobs = 1,
    threads = 1,
    deaths = 3,
    fileTimeout = 300,
    lock = 30,
    rowMaker,
    untilEmpty = false,
    s3: s3Options = {},
    signal,
    onNotice = console.error,
    onJob,
    ...limits
  }: WorkOptions,
): Promise<void> {
  const s3 = openS3Store(s3Options);
  let bench: Bench | undefined;
  const benchFor = async (plan: BatchPlan): Promise<Bench> => {
    const text = JSON.stringify(plan);
    if (bench?.plan === text) return bench;
    const last = bench;
    const { job, options, out } = plan;
    const processes = rowProcesses({ job, options, threads, rowMaker });
    bench = { plan: text, processes, store: openResultStore(out, s3) };
    await last?.processes.close();
    return bench;
  };
  const perform = async (job: Job<BatchJob>, lost: AbortSignal): Promise<DoneCounts> => {
    const plan = await getPlan(queue);
    if (plan === undefined) throw new Error('expected a queue with a plan, got none');
    const { processes, store } = await benchFor(plan);
    const read = (reference: InputReference) => readSource(reference, { ...limits, s3 });
    const options = { processes, store, read, stop: signal, lost };
    const counts = await doJob(queue, job, { ...options, tries: deaths, timeout: fileTimeout });
    onJob?.(counts);
    return counts;
  };

  const worker = new Worker<BatchJob, DoneCounts>(
    queue.name,
    // BullMQ counts the parameters to see whether a signal is wanted.
    (job: Job<BatchJob>, _token?: string, lost?: AbortSignal) => perform(job, lost ?? never()),
    {
      connection: queue.redis,
      prefix: queuePrefix,
      // A host's name is often a person's.
      name: randomUUID().slice(0, 8),
      concurrency: jobs,
      lockDuration: lock * 1000,
      stalledInterval: (lock * 1000) / 2,
      maxStalledCount,
      runRetryDelay: 1000,
      drainDelay: 2,
    },
  );
  tellOf(worker, onNotice);
  await untilEnd(queue, { signal, untilEmpty });
  await worker.close();
  await bench?.processes.close();
}

function never(): AbortSignal {
  return new AbortController().signal;
}

function tellOf(worker: Worker<BatchJob, DoneCounts>, onNotice: (text: string) => void): void {
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'another worker has it');
  });
  worker.on('stalled', (id) => onNotice(`job ${id}: its worker is gone; it goes to another one`));
  worker.on('failed', (job, { message }) => {
    const { id = '?', attemptsMade = 0, opts = {} } = job ?? {};
    onNotice(`job ${id}: try ${attemptsMade} of ${opts.attempts ?? 1} failed: ${message}`);
  });
  let last = '';
  worker.on('error', ({ message }) => {
    // Of a lost connection one word is enough, and the connection has said it.
    if (message !== last && !/ECONN|Connection is closed/.test(message)) onNotice(message);
    last = message;
  });
}

async function untilEnd(
  { jobs }: ScaleQueue,
  { signal, untilEmpty }: { signal: AbortSignal; untilEmpty: boolean },
): Promise<void> {
  while (!signal.aborted) {
    if (untilEmpty) {
      const counts = await jobs.getJobCounts('waiting', 'active', 'delayed');
      if (Object.values(counts).every((count) => count === 0)) return;
    }
    await sleep(500, undefined, { signal }).catch(() => undefined);
  }
}
