/**
 * The cosines of a query with some rows, in single precision, so that equal rows compare as equal
 * wherever they lie. Four sums at a time: one would wait for itself at every step.
 *
 * @param query `[dim]`, of length 1
 * @param rows `[n, dim]`
 * @param norms `[n]`, their lengths
 * @param cosines `[n]`, written; NaN for a row without a direction
 */
export function rowCosines(
  query: Float64Array,
  rows: Float32Array,
  norms: Float64Array,
  cosines: Float32Array,
): void {
  const dim = query.length;
  const even = dim - (dim % 4);
  for (let row = 0; row < norms.length; row++) {
    const at = row * dim;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < even; i += 4) {
      a += query[i]! * rows[at + i]!;
      b += query[i + 1]! * rows[at + i + 1]!;
      c += query[i + 2]! * rows[at + i + 2]!;
      d += query[i + 3]! * rows[at + i + 3]!;
    }
    for (let i = even; i < dim; i++) a += query[i]! * rows[at + i]!;
    const norm = norms[row]!; // rounding can lead out of −1…1
    cosines[row] = norm > 0 ? Math.max(-1, Math.min(1, (a + b + (c + d)) / norm)) : Number.NaN;
  }
}
