import { appendFile, readFile } from 'node:fs/promises';
import { writeFileDurably } from '../run/write-file-durably.node.ts';
import { linesUntil } from './lines-until.ts';
import type { RunLogger } from './run-logger.ts';
import { stepScalars } from './step-scalars.ts';

/**
 * A line a step, JSON: `step` and the scalars of `stepScalars`. NaN and infinities are `null`.
 *
 * @param steps steps that the run has made; lines of later ones, lost with the process that wrote
 * them, are dropped from the file, for they come again
 */
export async function jsonLinesLogger(path: string, steps = 0): Promise<RunLogger> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const kept = linesUntil(text ?? '', steps);
  if (kept !== text) await writeFileDurably(path, kept);
  return {
    step: (figures) =>
      appendFile(path, `${JSON.stringify({ step: figures.step, ...stepScalars(figures) })}\n`),
    close: () => {},
  };
}
