import { readFile } from 'node:fs/promises';
import { type LoggedStep, parseRunLog } from './parse-run-log.ts';

/**
 * The steps that a log of `jsonLinesLogger` holds, for the curves of a run that goes on.
 *
 * @returns none where there is no such file
 */
export async function readRunLog(path: string): Promise<LoggedStep[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return parseRunLog(text);
}
