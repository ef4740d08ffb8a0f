/**
 * `VᵀV` of a table, symmetric, `width × width`, row-major.
 *
 * @param rows - `count × width`, row-major
 */
export function gramMatrix(rows: Float64Array, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  const end = rows.length - (rows.length % (4 * width));
  // Four rows at a time, so that each sum is loaded and stored a quarter as often.
  for (let start = 0; start < end; start += 4 * width) {
    const r1 = start + width;
    const r2 = r1 + width;
    const r3 = r2 + width;
    for (let a = 0; a < width; a++) {
      const v0 = rows[start + a]!;
      const v1 = rows[r1 + a]!;
      const v2 = rows[r2 + a]!;
      const v3 = rows[r3 + a]!;
      for (let b = 0, to = a * width; b <= a; b++, to++) {
        gram[to]! +=
          v0 * rows[start + b]! + v1 * rows[r1 + b]! + (v2 * rows[r2 + b]! + v3 * rows[r3 + b]!);
      }
    }
  }
  for (let start = end; start < rows.length; start += width) {
    for (let a = 0; a < width; a++) {
      for (let b = 0; b <= a; b++) gram[a * width + b]! += rows[start + a]! * rows[start + b]!;
    }
  }
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < a; b++) gram[b * width + a] = gram[a * width + b]!;
  }
  return gram;
}
