import { open } from 'node:fs/promises';
import { replaceFile } from '@exifclip/nn/node';
import {
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { TableColumn } from '../rows/table-column.ts';
import type { TableRow, TableValue } from '../rows/table-row.ts';
import { parquetSchemaOf } from './parquet-schema.ts';
import { TableError } from './table-error.ts';

/** Rows and values in them, lists counted by their elements, after which a row group is full. */
const groupRows = 10_000;
const groupValues = 1_000_000;

export interface WriteParquetOptions {
  /** What the rows were made by, kept in the file's metadata as `exifclip`. */
  settings: unknown;
}

/**
 * Writes rows as a Parquet file, group by group, and renames it into its place, so that no half of
 * it is ever there; a file that was there may be what the rows are read from.
 */
export async function writeParquet(
  path: string,
  rows: AsyncIterable<TableRow>,
  columns: readonly TableColumn[],
  { settings }: WriteParquetOptions,
): Promise<void> {
  await replaceFile(path, async (temporary) => {
    const writer = new ParquetWriter({
      writer: fileWriter(temporary),
      schema: parquetSchemaOf(columns) as SchemaElement[],
      kvMetadata: [{ key: 'exifclip', value: JSON.stringify(settings) }],
      createdBy: 'exifclip',
    });
    for await (const group of rowGroups(rows)) {
      const columnData = columns.map(({ name, type }) => ({
        name,
        data: group.map((row) => plainOf(row[name] ?? null)),
        // Bounds of embeddings help nobody, and their bytes hardly compress.
        ...(type === 'floats' ? { statistics: false, offsetIndex: false } : {}),
      }));
      await writer.write({ columnData, rowGroupSize: group.length });
    }
    await writer.finish();
    await sync(temporary);
  });
}

async function* rowGroups(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let group: TableRow[] = [];
  let values = 0;
  for await (const row of rows) {
    group.push(row);
    values += Object.values(row).reduce((sum: number, value) => sum + valuesIn(value), 0);
    if (group.length < groupRows && values < groupValues) continue;
    yield group;
    group = [];
    values = 0;
  }
  if (group.length > 0) yield group;
}

/** The writer takes lists as plain arrays only. */
function plainOf(value: TableValue): TableValue {
  return value instanceof Float32Array ? Array.from(value) : value;
}

function valuesIn(value: TableValue): number {
  if (value instanceof Float32Array || Array.isArray(value)) return value.length;
  return 1;
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * The rows of a Parquet file, one row group in memory at a time; nothing where there is no file.
 *
 * @param names only these columns
 * @throws TableError for what is no Parquet file, or lacks one of the columns
 */
export async function* readParquet(
  path: string,
  names: readonly string[],
): AsyncGenerator<TableRow, void, undefined> {
  const opened = await openParquet(path);
  if (opened === undefined) return;
  const { file, metadata } = opened;
  const columns = [...names];
  let start = 0;
  for (const { num_rows } of metadata.row_groups) {
    const [rowStart, rowEnd] = [start, start + Number(num_rows)];
    start = rowEnd;
    const rows = await parquetReadObjects({
      ...{ file, metadata, rowStart, rowEnd, columns, compressors },
    }).catch((cause: unknown) => {
      throw new TableError(path, `cannot be read: ${(cause as Error).message}`, { cause });
    });
    yield* rows as TableRow[];
  }
}

async function openParquet(path: string) {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata: FileMetaData = await parquetMetadataAsync(file);
    return { file, metadata };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const reason = `expected a Parquet file: ${(cause as Error).message}`;
    throw new TableError(path, reason, { cause });
  }
}
