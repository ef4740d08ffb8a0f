import { appendFile, readFile } from 'node:fs/promises';
import { writeFileAtomic } from '../write-file-atomic.ts';

/** A line a step, JSON; the file of a run from which its curves are drawn. */
export interface StepLog {
  append(step: number, values: Readonly<Record<string, number>>): Promise<void>;
}

/**
 * Opens the log of a run that has made `steps` steps. Lines of steps that were lost with the
 * process that wrote them are dropped, for they come again.
 */
export async function openStepLog(path: string, steps: number): Promise<StepLog> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const kept = text.split('\n').filter((line) => {
    const step = /"step":(\d+)/.exec(line)?.[1];
    return step !== undefined && line.endsWith('}') && Number(step) <= steps;
  });
  await writeFileAtomic(path, kept.map((line) => `${line}\n`).join(''));
  return {
    append: (step, values) => appendFile(path, `${JSON.stringify({ step, ...values })}\n`),
  };
}
