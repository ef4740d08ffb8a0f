/**
 * Dot products of every row of one table with every row of another, four by two at a time so that
 * loads are shared.
 *
 * @param rows - `n × dim`, row-major
 * @param others - `m × dim`, row-major
 * @param into - `n × m`, row-major, is overwritten
 */
export function dotProducts(
  rows: Float64Array,
  others: Float64Array,
  dim: number,
  into: Float32Array,
): void {
  const [n, m] = [rows.length / dim, others.length / dim];
  for (let a = 0; a < n; a += 2) {
    const a1 = Math.min(a + 1, n - 1);
    for (let b = 0; b < m; b += 4) {
      const b1 = Math.min(b + 1, m - 1);
      const b2 = Math.min(b + 2, m - 1);
      const b3 = Math.min(b + 3, m - 1);
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      for (let k = 0; k < dim; k++) {
        const x0 = rows[a * dim + k]!;
        const x1 = rows[a1 * dim + k]!;
        const y0 = others[b * dim + k]!;
        const y1 = others[b1 * dim + k]!;
        const y2 = others[b2 * dim + k]!;
        const y3 = others[b3 * dim + k]!;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
      }
      into[a * m + b] = s00;
      into[a * m + b1] = s01;
      into[a * m + b2] = s02;
      into[a * m + b3] = s03;
      into[a1 * m + b] = s10;
      into[a1 * m + b1] = s11;
      into[a1 * m + b2] = s12;
      into[a1 * m + b3] = s13;
    }
  }
}
