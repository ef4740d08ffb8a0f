/** Rows of a table, in the order asked for. */
export function takeRows<T extends Float32Array | Float64Array>(
  rows: T,
  width: number,
  indices: Int32Array,
): T {
  const taken = rows.slice(0, indices.length * width) as T;
  for (const [to, from] of indices.entries()) {
    taken.set(rows.subarray(from * width, (from + 1) * width), to * width);
  }
  return taken;
}
