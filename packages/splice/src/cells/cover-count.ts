/**
 * How many patches of an axis cover one of its cells: patch `i` covers the cells
 * `i … i + spread - 1`.
 *
 * @param cell - index of the cell, `0 … patches + spread - 2`
 * @param patches - number of patches along the axis
 * @param spread - cells a patch covers
 */
export function coverCount(cell: number, patches: number, spread: number): number {
  return Math.min(cell, patches - 1) - Math.max(0, cell - spread + 1) + 1;
}
