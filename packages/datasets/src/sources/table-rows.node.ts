import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** A row of a table, read when asked for. */
export interface TableRow {
  /** The table's name and the number of the row in it, from 1. */
  name: string;
  read(): Promise<Readonly<Record<string, unknown>>>;
}

/**
 * The rows of a table of parquet or CSV, or of all tables of a folder, by name. Parquet is read by
 * row groups, which are passed over unread where none of their rows is asked for.
 *
 * @throws Error for a file that is neither, and for one that cannot be parsed, naming it
 */
export async function* tableRows(path: string): AsyncGenerator<TableRow, void, undefined> {
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? await tablesOf(path) : [path];
  for (const file of names) {
    if (file.endsWith('.parquet')) yield* parquetRows(file);
    else if (/\.csv$/i.test(file)) yield* csvRows(file);
    else throw new Error(`expected a table that ends in .parquet or .csv, got ${file}`);
  }
}

async function tablesOf(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => /\.(parquet|csv)$/i.test(name));
  if (names.length === 0)
    throw new Error(`${folder}: expected tables that end in .parquet or .csv`);
  return names.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(folder, name));
}

async function* parquetRows(path: string): AsyncGenerator<TableRow, void, undefined> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => {
    throw new Error(`${path}: expected a parquet file: ${(cause as Error).message}`, { cause });
  });
  let start = 0;
  for (const group of metadata.row_groups) {
    const [rowStart, rowEnd] = [start, start + Number(group.num_rows)];
    start = rowEnd;
    let rows: Promise<readonly Record<string, unknown>[]> | undefined;
    const readGroup = (): Promise<readonly Record<string, unknown>[]> => {
      // Without `utf8`, bytes stay bytes and text is what the schema calls text.
      rows ??= parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors, utf8: false });
      return rows;
    };
    for (let row = rowStart; row < rowEnd; row += 1) {
      const read = async (): Promise<Record<string, unknown>> =>
        (await readGroup())[row - rowStart] ?? {};
      yield { name: `${nameOf(path)}, row ${row + 1}`, read };
    }
  }
}

async function* csvRows(path: string): AsyncGenerator<TableRow, void, undefined> {
  const parser = createReadStream(path).pipe(
    parse({ columns: true, bom: true, relax_column_count: true }),
  );
  let row = 0;
  try {
    for await (const values of parser) {
      row += 1;
      const read = async (): Promise<Record<string, unknown>> => values as Record<string, unknown>;
      yield { name: `${nameOf(path)}, row ${row}`, read };
    }
  } catch (cause) {
    throw new Error(`${path}: expected CSV: ${(cause as Error).message}`, { cause });
  }
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
