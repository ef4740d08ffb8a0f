import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowColumns } from '../rows/row-columns.ts';
import type { RowSettings } from '../rows/row-settings.ts';
import type { TableRow } from '../rows/table-row.ts';
import { openTable } from './open-table.ts';
import { TableError } from './table-error.ts';

const columns = rowColumns('exif');
const settings: RowSettings = { job: 'exif', style: 'tags', tags: null };
let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rowOf = (input: string, error: string | null = null): TableRow => ({
  input,
  sha256: error === null ? 'ab'.repeat(32) : null,
  status: error === null ? 'ok' : 'failed',
  error,
  fileType: error === null ? 'JPEG' : null,
  sentence: error === null ? `Make: 写真 "${input}"\n` : null,
  tags: error === null ? { Make: 'X', Model: 'Y 1' } : null,
});

/** The rows of a table, as any reader of its format sees them. */
async function readTable(path: string): Promise<Record<string, unknown>[]> {
  if (path.endsWith('.jsonl')) {
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    return lines.map((line) => JSON.parse(line));
  }
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
  // hyparquet gives a map that is null as undefined.
  return rows.map((row) => ({ ...row, ...('tags' in row ? { tags: row['tags'] ?? null } : {}) }));
}

const readIndex = async (path: string): Promise<Record<string, unknown>[]> =>
  (await readFile(`${path}.index.jsonl`, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe.each(['jsonl', 'parquet'])('a table of %s', (format) => {
  const fresh = (): string => {
    count += 1;
    return join(folder, `table-${count}.${format}`);
  };
  const open = (path: string, options = {}) => openTable(path, { settings, columns, ...options });

  test('has the rows that were added, in their order, and an index of what failed', async () => {
    const path = fresh();
    const rows = [rowOf('b.jpg'), rowOf('a\n"é".jpg'), rowOf('c.jpg', 'c.jpg: broken'), rowOf('0')];
    const table = await open(path);
    await table.append(rows.slice(0, 1));
    await Promise.all([
      table.append(rows.slice(1, 3)),
      table.append([]),
      table.append(rows.slice(3)),
    ]);
    expect(table.counts).toEqual({ rows: 4, ok: 3, failed: 1 });
    expect([table.has('b.jpg'), table.has('c.jpg'), table.has('d.jpg')]).toEqual([
      true,
      true,
      false,
    ]);
    await table.close();
    expect(await readTable(path)).toEqual(rows);
    expect(await readIndex(path)).toEqual([
      { settings, rows: 4, ok: 3, failed: 1 },
      { input: 'c.jpg', error: 'c.jpg: broken' },
    ]);
    const names = (await readdir(folder)).filter((name) => name.startsWith(`table-${count}.`));
    expect(names.sort()).toEqual([
      `table-${count}.${format}`,
      `table-${count}.${format}.index.jsonl`,
    ]);
  });

  test('is gone on with after a kill, without the half of a line', async () => {
    const path = fresh();
    const table = await open(path);
    await table.append([rowOf('a'), rowOf('b')]);
    await table.close({ finish: false });
    const journal = format === 'jsonl' ? path : `${path}.journal.jsonl`;
    await appendFile(journal, '{"input":"c","sha256":null,"status":"ok","er');
    const again = await open(path);
    expect([again.has('a'), again.has('b'), again.has('c')]).toEqual([true, true, false]);
    await again.append([rowOf('c')]);
    await again.close();
    expect(await readTable(path)).toEqual([rowOf('a'), rowOf('b'), rowOf('c')]);
  });

  test('takes more rows once it is finished, and stays as it is without any', async () => {
    const path = fresh();
    for (const input of ['a', 'b', 'c']) {
      const table = await open(path);
      await table.append([rowOf(input)]);
      await table.close();
    }
    const before = await readFile(path);
    await (await open(path)).close();
    expect(await readFile(path)).toEqual(before);
    expect(await readTable(path)).toEqual([rowOf('a'), rowOf('b'), rowOf('c')]);
  });

  test('tries failed inputs again where it is asked to, and keeps the last row of each', async () => {
    const path = fresh();
    const table = await open(path);
    await table.append([rowOf('a', 'a: no'), rowOf('b'), rowOf('c', 'c: no'), rowOf('d', 'd: no')]);
    await table.close();
    const plain = await open(path);
    expect(plain.has('a')).toBe(true);
    await plain.close();
    for (let attempt = 0; attempt < 2; attempt++) {
      const again = await open(path, { retryFailed: true });
      expect([again.has('a'), again.has('b'), again.has('c')]).toEqual([false, true, false]);
      // The first attempt is killed, and its rows are replaced by the second.
      await again.append([rowOf('c', 'c: still not'), ...(attempt === 0 ? [] : [rowOf('a')])]);
      await again.close({ finish: attempt === 1 });
    }
    const rows = [rowOf('b'), rowOf('d', 'd: no'), rowOf('c', 'c: still not'), rowOf('a')];
    expect(await readTable(path)).toEqual(rows);
    const [head, ...failed] = await readIndex(path);
    expect(head).toMatchObject({ rows: 4, ok: 2, failed: 2 });
    expect(failed.map(({ input }) => input)).toEqual(['d', 'c']);
  });

  test('without rows it is a table all the same', async () => {
    const path = fresh();
    await (await open(path)).close();
    expect(await readTable(path)).toEqual([]);
    expect(await readIndex(path)).toEqual([{ settings, rows: 0, ok: 0, failed: 0 }]);
  });

  test('other settings are refused with what was and what is', async () => {
    const path = fresh();
    const table = await open(path);
    await table.append([rowOf('a')]);
    await table.close({ finish: false });
    const other = { ...settings, style: 'plain', order: 'shuffled' };
    const opened = openTable(path, { settings: other, columns });
    await expect(opened).rejects.toThrow(TableError);
    await expect(opened).rejects.toThrow(/style was "tags" and is "plain", order was undefined/);
  });

  test('a file that is no table of ours is refused and left as it is', async () => {
    const path = fresh();
    await writeFile(path, 'something else\n');
    await expect(open(path)).rejects.toThrow(/expected .*index\.jsonl/);
    await writeFile(`${path}.index.jsonl`, 'neither\n');
    await expect(open(path)).rejects.toThrow(TableError);
    await writeFile(`${path}.index.jsonl`, `${JSON.stringify({ settings })}\n`);
    await expect(open(path)).rejects.toThrow(TableError);
    expect(await readFile(path, 'utf8')).toBe('something else\n');
  });
});

test('two at a time are refused, and the lock of a killed process is taken over', async () => {
  const path = join(folder, 'locked.jsonl');
  const table = await openTable(path, { settings, columns });
  const second = openTable(path, { settings, columns });
  await expect(second).rejects.toThrow(`is being written to by process ${process.pid}`);
  const lock = JSON.parse(await readFile(`${path}.lock`, 'utf8'));
  await table.close();
  const gone = { ...lock, pid: 2 ** 22 + 1 };
  const reused = { ...lock, started: '1' };
  for (const left of [JSON.stringify(gone), JSON.stringify(reused), '{"host":', '']) {
    await writeFile(`${path}.lock`, left);
    await (await openTable(path, { settings, columns })).close();
    expect(await readdir(folder)).not.toContain('locked.jsonl.lock');
  }
});

test('a broken line within is named by its number', async () => {
  const path = join(folder, 'broken.jsonl');
  const table = await openTable(path, { settings, columns });
  await table.append([rowOf('a')]);
  await table.close();
  await appendFile(path, '\0\0\0\n');
  await expect(openTable(path, { settings, columns })).rejects.toThrow('expected a row in line 2');
});

test('a journal whose rows are in the Parquet file already gives none of them twice', async () => {
  const path = join(folder, 'twice.parquet');
  const table = await openTable(path, { settings, columns });
  await table.append([rowOf('a'), rowOf('b', 'b: no')]);
  await table.close({ finish: false });
  const journal = await readFile(`${path}.journal.jsonl`);
  await (await openTable(path, { settings, columns })).close();
  // Killed after the file was renamed into its place, and before the journal was removed.
  await writeFile(`${path}.journal.jsonl`, journal);
  const again = await openTable(path, { settings, columns });
  expect(again.counts).toEqual({ rows: 2, ok: 1, failed: 1 });
  await again.append([rowOf('c')]);
  await again.close();
  expect(await readTable(path)).toEqual([rowOf('a'), rowOf('b', 'b: no'), rowOf('c')]);
});

test('embeddings are a list column of floats, and a failed row has none', async () => {
  const path = join(folder, 'embeddings.parquet');
  const embed = rowColumns('embed');
  const table = await openTable(path, { settings: { job: 'embed' }, columns: embed });
  const embeddings = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
  const grid = { patchSize: 64, rowOffsets: [0, 8, 16], colOffsets: [0, 8], dim: 2 };
  const key = { sha256: 'ab', status: 'ok', error: null } as const;
  const size = { width: 80, height: 90, model: 'base' };
  await table.append([{ input: 'a', ...key, ...size, ...grid, embeddings }, rowOf('b', 'b: no')]);
  await table.close();
  const [first, second] = await readTable(path);
  expect(first).toMatchObject({ ...size, ...grid });
  expect(Float32Array.from(first!['embeddings'] as number[])).toEqual(embeddings);
  expect(second!['embeddings'] ?? null).toBeNull();
  const { schema, key_value_metadata } = await parquetMetadataAsync(
    await asyncBufferFromFile(path),
  );
  const at = schema.findIndex(({ name }) => name === 'embeddings');
  expect(schema.slice(at, at + 3)).toMatchObject([
    { converted_type: 'LIST' },
    { repetition_type: 'REPEATED' },
    { type: 'FLOAT' },
  ]);
  expect(key_value_metadata).toContainEqual({ key: 'exifclip', value: '{"job":"embed"}' });
});

test('a table of another format is refused by its name', async () => {
  const opened = openTable(join(folder, 'table.csv'), { settings, columns });
  await expect(opened).rejects.toThrow(RangeError);
  await expect(opened).rejects.toThrow('ends in .jsonl or .parquet');
});
