import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ImageResult } from './evaluation-document.ts';

/** The rows of an evaluation on disk, one JSON line an image. */
export interface EvaluationLog {
  /** Rows of earlier runs. */
  readonly finished: readonly ImageResult[];
  /** Adds a row; it is on disk when the promise is fulfilled. */
  append(row: ImageResult): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a log to go on with, or starts one. Its first line says what is evaluated and how; a last
 * line that a killed run left unfinished is cut off.
 *
 * @param settings - what must be the same for rows to belong together
 * @throws RangeError when the log is of an evaluation with other settings, or is no log
 */
export async function openEvaluationLog(
  path: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<EvaluationLog> {
  const wanted = JSON.stringify(settings);
  await mkdir(dirname(path), { recursive: true });
  const text = await readIfThere(path);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [header, ...lines] = whole.split('\n').filter((line) => line !== '');
  if (header !== undefined && header !== wanted) {
    throw new RangeError(
      `${path}: expected rows of an evaluation of ${wanted}, got ${header.slice(0, 400)}; choose another folder`,
    );
  }
  const file = await open(path, 'a');
  await file.truncate(Buffer.byteLength(whole));
  if (header === undefined) await file.appendFile(`${wanted}\n`);
  return {
    finished: lines.map((line, i) => parseRow(line, `${path}, line ${i + 2}`)),
    append: async (row) => {
      await file.appendFile(`${JSON.stringify(row)}\n`);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function parseRow(line: string, place: string): ImageResult {
  try {
    return JSON.parse(line) as ImageResult;
  } catch (cause) {
    throw new RangeError(`${place}: expected a row of an evaluation, got ${line.slice(0, 60)}`, {
      cause,
    });
  }
}
