import type { TableRow } from 'exifclip/batch';
import { type InputReference, inputName } from '../jobs/input-reference.ts';
import type { SetAside } from '../queue/set-aside.ts';
import type { JobResult } from '../results/result-file.ts';
import { readAhead } from './read-ahead.ts';
import type { RowBytes } from './row-process-messages.ts';
import { type TryInputOptions, tryInput } from './try-input.ts';

export interface RunBatchOptions extends TryInputOptions {
  /** Brings the bytes of an input near. */
  read: (reference: InputReference) => Promise<RowBytes>;
  /** What an earlier worker had done of this batch when it was stopped. @defaultValue none */
  part?: JobResult | undefined;
  /** Once aborted, no further input is begun. */
  signal: AbortSignal;
}

/** What became of a batch. */
export interface BatchRun extends JobResult {
  /** Inputs that were given up on; their rows are among the others. */
  aside: readonly SetAside[];
  /** Whether all inputs have a row; if not, the signal was aborted. */
  isDone: boolean;
}

/**
 * Makes the rows of a batch, one input after the other, the next one being downloaded meanwhile.
 * Every input gets its row, whatever happens to it.
 *
 * @throws Error when no process can be started
 */
export async function runBatch(
  inputs: readonly InputReference[],
  { read, part, signal, ...options }: RunBatchOptions,
): Promise<BatchRun> {
  const { settings, columns } = options.process.opened;
  const done = doneRows(part, { settings, columns });
  const rows: TableRow[] = [...done.values()];
  const aside: SetAside[] = [];
  const left = [...inputs.entries()].filter(([, input]) => !done.has(inputName(input)));
  const bytesOf = readAhead(left, ([, input]) => read(input));
  for (const [i, [place, input]] of left.entries()) {
    if (signal.aborted) break;
    const tried = await tryInput(input, place, () => bytesOf(i), options);
    rows.push(tried.row);
    if (tried.aside) aside.push(tried.aside);
  }
  await options.ledger.rest();
  return { settings, columns, rows, aside, isDone: rows.length === inputs.length };
}

/** Rows of an earlier worker, unless it worked with other settings. */
function doneRows(
  part: JobResult | undefined,
  now: Pick<JobResult, 'settings' | 'columns'>,
): Map<string, TableRow> {
  const { settings, columns, rows = [] } = part ?? {};
  const isSame = JSON.stringify({ settings, columns }) === JSON.stringify(now);
  return new Map(isSame ? rows.map((row) => [row.input, row]) : []);
}
