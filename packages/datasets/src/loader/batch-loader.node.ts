import { Worker } from 'node:worker_threads';
import type { BatchComposition } from '../batch/batch-options.ts';
import { compositionFields } from '../batch/composition-fields.ts';
import type { TrainingBatch } from '../batch/training-batch.ts';
import { type BatchPreparer, localPreparer, workerPreparer } from './batch-preparer.node.ts';
import type { BatchSourceConfig } from './batch-source.node.ts';
import { openPhotoStore } from './open-photo-store.node.ts';
import type { PhotoStore } from './photo-store.ts';

export interface BatchLoaderOptions extends BatchComposition {
  /** Where the photos are. */
  photos: PhotoStore;
  /** Names the whole run. */
  seed: number | string;
  /** The first step, to go on with an interrupted run. @defaultValue 0 */
  startStep?: number;
  /** The step to stop before. @defaultValue without end */
  endStep?: number;
  /** Which photos. @defaultValue 'train' */
  split?: 'train' | 'val';
  /** Batches that are prepared ahead of the one in use. @defaultValue 3 */
  prefetch?: number;
  /** Worker threads, each with a cache of its own; the batches are the same. @defaultValue 1 */
  workers?: number;
  /** Decoded pixels that each worker keeps, in bytes. @defaultValue 2 GiB */
  cacheBytes?: number;
  /** Ends the iteration with the signal's reason. */
  signal?: AbortSignal;
}

/** A batch and the step that it is for. */
export interface LoadedBatch extends TrainingBatch {
  step: number;
}

/**
 * The batches of a training run in order, prepared ahead in worker threads (or, when run from
 * TypeScript sources, in the calling thread). Leaving the loop ends the workers.
 *
 * @throws ManifestError naming the file and the line, or ShardError naming the shard
 * @throws RangeError for counts out of their range, and what `trainingBatch` throws
 */
export async function* batchLoader(
  options: BatchLoaderOptions,
): AsyncGenerator<LoadedBatch, void, undefined> {
  const { startStep = 0, endStep = Number.POSITIVE_INFINITY, prefetch = 3, signal } = options;
  checkCount('startStep', startStep, 0);
  checkCount('prefetch', prefetch, 0);
  signal?.throwIfAborted();
  const preparers = await openPreparers(options);
  const ahead: Promise<TrainingBatch>[] = [];
  try {
    for (let step = startStep; step < endStep; step += 1) {
      while (ahead.length <= prefetch && step + ahead.length < endStep) {
        const next = step + ahead.length;
        const batch = preparers[next % preparers.length]!.prepare(next);
        // A failure is thrown when its turn comes, not where nobody listens yet.
        batch.catch(() => undefined);
        ahead.push(batch);
      }
      const batch = await untilAborted(ahead.shift()!, signal);
      yield { ...batch, step };
    }
  } finally {
    await Promise.all(preparers.map((preparer) => preparer.close()));
  }
}

async function openPreparers({
  photos,
  seed,
  split = 'train',
  workers = 1,
  cacheBytes = 2 ** 31,
  ...options
}: BatchLoaderOptions): Promise<BatchPreparer[]> {
  checkCount('workers', workers, 1);
  // Here an error keeps its class, which it loses on its way from a worker.
  await openPhotoStore(photos, { split });
  const composition = compositionFields(options);
  const config: BatchSourceConfig = { photos, split, seed, cacheBytes, composition };
  // A worker cannot be started from TypeScript sources.
  if (import.meta.url.endsWith('.ts')) return [localPreparer(config)];
  const entry = new URL('./batch-worker.node.js', import.meta.url);
  return Array.from({ length: workers }, () =>
    // Flags of the process, such as those of `node --eval`, would keep the worker from starting.
    workerPreparer(new Worker(entry, { workerData: config, execArgv: [] })),
  );
}

/**
 * What the promise comes to, or the signal's reason. `Promise.race` with one promise for the whole
 * run would keep every batch that it ever gave.
 */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function checkCount(name: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least)) {
    throw new RangeError(
      `expected ${name} to be a whole number of at least ${least}, got ${value}`,
    );
  }
}
