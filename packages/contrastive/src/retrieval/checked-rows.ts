import type { EmbeddingRows } from './embedding-rows.ts';

/**
 * Makes sure that queries and items can be compared.
 *
 * @returns how many there are of each, and the length of an embedding
 * @throws RangeError unless both are tables of finite numbers with rows of one length
 */
export function checkedRows(
  queries: EmbeddingRows,
  items: EmbeddingRows,
): { queryCount: number; itemCount: number; dim: number } {
  const [queryCount, dim] = checkedTable(queries, 'queries');
  const [itemCount, itemDim] = checkedTable(items, 'items');
  if (itemDim !== dim) {
    throw new RangeError(`expected items of ${dim} numbers like the queries, got ${itemDim}`);
  }
  return { queryCount, itemCount, dim };
}

function checkedTable(
  { data, shape }: EmbeddingRows,
  what: string,
): readonly [rows: number, dim: number] {
  const [rows = 0, dim = 0] = shape;
  if (shape.length !== 2 || dim < 1 || data.length !== rows * dim) {
    throw new RangeError(
      `expected ${what} [n, dim], got ${data.length} values of shape [${shape}]`,
    );
  }
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `expected finite ${what}, got ${data[bad]} in row ${Math.floor(bad / dim)}`,
    );
  }
  return [rows, dim];
}
