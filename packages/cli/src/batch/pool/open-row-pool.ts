import { openRowMaker } from '../rows/open-row-maker.ts';
import type { RowJob } from '../rows/row-job.ts';
import { localPool } from './local-pool.ts';
import { processPool } from './process-pool.ts';
import type { RowPool } from './row-pool.ts';
import { type PlainRowOptions, startRowProcess } from './row-process.ts';
import { usualWorkers } from './usual-workers.ts';

export interface RowPoolOptions extends PlainRowOptions {
  /** Processes that make rows; one works in this process. @defaultValue one a core, as memory allows */
  workers?: number | undefined;
  /** Told why a faster build of ONNX Runtime was passed over. @defaultValue console.warn */
  onFallback?: ((reason: string) => void) | undefined;
}

/** The workers' script; sources have none, as a process cannot be started from TypeScript. */
const builtEntry: URL | undefined = import.meta.url.endsWith('.ts')
  ? undefined
  : new URL('./row-worker.js', import.meta.url);

/** Opens as many makers of rows as pay off; see `openRowMaker`. */
export async function openRowPool(
  job: RowJob,
  { workers = usualWorkers(job), onFallback = console.warn, ...options }: RowPoolOptions = {},
): Promise<RowPool> {
  if (workers <= 1 || builtEntry === undefined) {
    return localPool(await openRowMaker(job, { ...options, onFallback }));
  }
  let told = false;
  const tellOnce = (reason: string): void => {
    if (!told) onFallback(reason);
    told = true;
  };
  const order = { job, options };
  return processPool(() => startRowProcess(builtEntry, order, tellOnce), workers);
}
