import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { InputPlace } from './inputs/input-place.ts';
import type { RowPool } from './pool/row-pool.ts';
import type { TableRow } from './rows/table-row.ts';
import { runBatch } from './run-batch.ts';
import type { ResultTable } from './table/result-table.ts';

function tableOf(done: readonly string[] = []) {
  const rows: string[] = [...done];
  const table: ResultTable = {
    has: (input) => rows.includes(input),
    counts: { rows: 0, ok: 0, failed: 0 },
    append: async (added) => void rows.push(...added.map(({ input }) => input)),
    close: async () => undefined,
  };
  return { rows, table };
}

/** Makes rows in a while that differs from input to input. */
function poolOf(concurrency: number) {
  const state = { underWay: 0, most: 0, made: 0 };
  const make: RowPool['make'] = async ({ path }, { signal } = {}): Promise<TableRow> => {
    state.underWay += 1;
    state.most = Math.max(state.most, state.underWay);
    await sleep((path.length * 7919) % 5);
    state.underWay -= 1;
    signal?.throwIfAborted();
    state.made += 1;
    return { input: path, sha256: null, status: 'ok', error: null };
  };
  const dispose = async (): Promise<void> => undefined;
  return {
    state,
    pool: { settings: { job: 'exif' as const }, columns: [], concurrency, make, dispose },
  };
}

async function* placesOf(paths: readonly string[]): AsyncGenerator<InputPlace> {
  for (const path of paths) yield { path };
}
const paths = Array.from({ length: 40 }, (_, i) => `${'x'.repeat((i * 3) % 7)}${i}`);

test('rows are added in the order of the inputs, whichever is made first', async () => {
  const { rows, table } = tableOf();
  const { state, pool } = poolOf(7);
  await runBatch(placesOf(paths), { pool, table });
  expect(rows).toEqual(paths);
  expect(state.most).toBeLessThanOrEqual(7);
  expect(state.most).toBeGreaterThan(1);
});

test('inputs of the table are passed over, and one that is named twice has one row', async () => {
  const { rows, table } = tableOf(paths.slice(0, 30));
  const { state, pool } = poolOf(3);
  const told: [string, boolean][] = [];
  const onInput = (path: string, row: unknown): void => void told.push([path, row !== undefined]);
  await runBatch(placesOf([...paths, ...paths]), { pool, table }, { onInput });
  expect(rows).toEqual(paths);
  expect(state.made).toBe(10);
  expect(told.filter(([, made]) => made)).toHaveLength(10);
  expect(told.filter(([, made]) => !made)).toHaveLength(30);
});

test('an abort ends the batch with its reason, with the rows before it in order', async () => {
  const { rows, table } = tableOf();
  const { pool } = poolOf(4);
  const stop = new AbortController();
  const onInput = (): void => {
    if (rows.length === 12) stop.abort(new Error('enough'));
  };
  const run = runBatch(placesOf(paths), { pool, table }, { onInput, signal: stop.signal });
  await expect(run).rejects.toThrow('enough');
  expect(rows).toEqual(paths.slice(0, rows.length));
  expect(rows.length).toBeLessThan(20);
});

test('a table that cannot be added to ends the batch', async () => {
  const { table } = tableOf();
  const { pool } = poolOf(4);
  const full = { ...table, append: async () => Promise.reject(new Error('no space left')) };
  await expect(runBatch(placesOf(paths), { pool, table: full })).rejects.toThrow('no space left');
});

test('no inputs make no rows', async () => {
  const { rows, table } = tableOf();
  await runBatch(placesOf([]), { pool: poolOf(4).pool, table });
  expect(rows).toEqual([]);
});
