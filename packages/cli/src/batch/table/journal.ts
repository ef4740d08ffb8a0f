import { type FileHandle, open, stat } from 'node:fs/promises';
import { readLines } from '@exifclip/datasets/files';
import type { TableColumn } from '../rows/table-column.ts';
import { TableError } from './table-error.ts';

/** A file of lines that only grows. */
export interface Journal {
  /** Adds lines that end in a line break, all of them or, where that fails, none. */
  append(lines: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a journal, made if absent; what a killed process left of its last line is cut off. */
export async function openJournal(path: string): Promise<Journal> {
  const file = await open(path, 'a+');
  let length = await cutTornLine(file);
  return {
    async append(lines) {
      try {
        await file.appendFile(lines);
        length += Buffer.byteLength(lines);
      } catch (error) {
        // A full disk: what was written of the lines goes, and those before them stay.
        await file.truncate(length).catch(() => undefined);
        throw error;
      }
    },
    async close() {
      await file.sync();
      await file.close();
    },
  };
}

/** Bytes that are read at a time to find the last line break. */
const step = 64 * 1024;

/** @returns the length of what is left, in bytes */
async function cutTornLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  for (let end = size; end > 0; end -= step) {
    const start = Math.max(0, end - step);
    const { buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    const last = buffer.lastIndexOf(0x0a);
    if (last < 0) continue;
    const length = start + last + 1;
    if (length < size) await file.truncate(length);
    return length;
  }
  if (size > 0) await file.truncate(0);
  return 0;
}

/**
 * What `parse` makes of each line of a journal, in their order; nothing where there is none.
 *
 * @throws TableError that names the line which is no row
 */
export async function* journalLines<T>(
  path: string,
  columns: readonly TableColumn[],
  parse: (line: string, columns: readonly TableColumn[]) => T,
): AsyncGenerator<T, void, undefined> {
  if (!(await exists(path))) return;
  let number = 0;
  for await (const line of readLines(path)) {
    number += 1;
    let parsed: T;
    try {
      parsed = parse(line, columns);
    } catch (cause) {
      const reason = `expected a row in line ${number}: ${(cause as Error).message}`;
      throw new TableError(path, reason, { cause });
    }
    yield parsed;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
