import { stat } from 'node:fs/promises';
import { type FindInputsOptions, findInputs } from './find-inputs.ts';

export interface CountInputsOptions extends Omit<FindInputsOptions, 'report'> {
  /** Stops the counting. */
  signal: AbortSignal;
}

/**
 * How many inputs there are, found as they are for use.
 *
 * @returns undefined where finding them twice would take them away: of pipes, and after an abort
 */
export async function countInputs(
  names: readonly string[],
  { signal, ...options }: CountInputsOptions,
): Promise<number | undefined> {
  const read = [...(options.lists ?? []), ...names.map((name) => name.replace(/^@/, ''))];
  for (const file of read) if (await isPipe(file)) return undefined;
  const report = { leftOut: () => undefined, problem: () => undefined };
  let count = 0;
  for await (const _ of findInputs(names, { ...options, report })) {
    if (signal.aborted) return undefined;
    count += 1;
  }
  return count;
}

async function isPipe(path: string): Promise<boolean> {
  if (path === '-') return true;
  const status = await stat(path).catch(() => undefined);
  return status !== undefined && !status.isFile() && !status.isDirectory();
}
