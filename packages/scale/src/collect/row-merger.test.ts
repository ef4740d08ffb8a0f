import type { TableRow } from 'exifclip/batch';
import { expect, test } from 'vitest';
import { rowMerger } from './row-merger.ts';

const good = (input: string): TableRow => ({ input, sha256: 'ab', status: 'ok', error: null });
const bad = (input: string, error = 'broken'): TableRow => {
  return { input, sha256: null, status: 'failed', error };
};

/** A table that is to be given failed inputs anew, as `collect` opens it. */
function tableOf(before: readonly TableRow[] = []) {
  const rows = [...before];
  const has = (input: string) => rows.some((row) => row.input === input && row.status === 'ok');
  return { rows, has, append: async (added: readonly TableRow[]) => void rows.push(...added) };
}

test('every input is added once, from one job or several', async () => {
  const table = tableOf([good('before')]);
  const merger = rowMerger(table);
  await merger.add([good('a'), good('a'), bad('b'), bad('b')]);
  await merger.add([good('a'), bad('b', 'again'), good('before'), good('c')]);
  expect(table.rows).toEqual([good('before'), good('a'), bad('b'), good('c')]);
  expect(merger.failed()).toEqual([bad('b')]);
});

test('a good row takes the place of a failed one, and stays', async () => {
  const table = tableOf();
  const merger = rowMerger(table);
  await merger.add([bad('a'), bad('b'), good('b')]);
  await merger.add([good('a')]);
  await merger.add([bad('a')]);
  // The table's own rule: the last row of an input counts.
  expect(table.rows).toEqual([bad('a'), good('b'), good('a')]);
  expect(merger.failed()).toEqual([]);
});
