import { batchProgress } from './batch-progress.ts';
import { inputReport } from './input-report.ts';
import { countInputs } from './inputs/count-inputs.ts';
import { findInputs } from './inputs/find-inputs.ts';
import { openRowPool, type RowPoolOptions } from './pool/open-row-pool.ts';
import type { RowJob } from './rows/row-job.ts';
import type { TableRow } from './rows/table-row.ts';
import { runBatch } from './run-batch.ts';
import { openTable } from './table/open-table.ts';
import { indexPathOf } from './table/table-index.ts';
import type { TableFlags } from './table-flags.ts';

/** Failures that are printed; the index has all. */
const printedFailures = 20;

/** Adds a row of every input to a table, for a command, and sets the exit code. */
export async function runTable(
  job: RowJob,
  names: readonly string[],
  { table: path, list: lists, shard, retryFailed, workers }: TableFlags & { table: string },
  options: RowPoolOptions,
): Promise<void> {
  const { signal, release } = interruptible();
  const pool = await openRowPool(job, { ...options, workers, onFallback: console.error });
  try {
    const { settings, columns } = pool;
    const table = await openTable(path, { settings, columns, retryFailed });
    const progress = batchProgress();
    const print = (line: string): void => {
      progress.clear();
      console.error(line);
    };
    const report = inputReport(print);
    let failures = 0;
    const onInput = (_path: string, row: TableRow | undefined): void => {
      if (row === undefined) progress.passed();
      else progress.made(row.status === 'failed');
      if (row?.error == null) return;
      failures += 1;
      if (failures <= printedFailures) print(`error: ${row.error}`);
      if (failures === printedFailures) print(`further failures: ${indexPathOf(path)}, at the end`);
    };
    const counting = new AbortController();
    void countInputs(names, { lists, shard, signal: counting.signal }).then(progress.setTotal);
    try {
      const inputs = findInputs(names, { lists, shard, report });
      await runBatch(inputs, { pool, table }, { onInput, signal });
      progress.end();
    } catch (error) {
      progress.clear();
      await table.close({ finish: false });
      throw error;
    } finally {
      counting.abort();
    }
    await table.close();
    const { rows, failed } = table.counts;
    const leftOut = report.summary();
    if (leftOut !== undefined) console.error(leftOut);
    console.log(`${path}: ${rows} rows, ${failed} failed (${indexPathOf(path)})`);
    if (failed + report.problems > 0) process.exitCode = 1;
  } finally {
    release();
    await pool.dispose();
  }
}

/** A signal that an interrupt of the process gives, so that what is done is kept in order. */
function interruptible(): { signal: AbortSignal; release: () => void } {
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort(new Error('interrupted: the same command goes on where this one was'));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const release = (): void => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
  return { signal: interrupted.signal, release };
}
