/**
 * Brings every row of a row-major table to unit length; rows of zeros stay zero.
 *
 * @param data - rows of `dim` values
 * @returns a new table
 */
export function unitRows(data: Float32Array, dim: number): Float32Array {
  const unit = new Float32Array(data.length);
  for (let start = 0; start + dim <= data.length; start += dim) {
    let largest = 0;
    for (let k = start; k < start + dim; k++) largest = Math.max(largest, Math.abs(data[k]!));
    if (largest === 0) continue;
    let square = 0;
    for (let k = start; k < start + dim; k++) square += (data[k]! / largest) ** 2;
    const scale = 1 / Math.sqrt(square);
    for (let k = start; k < start + dim; k++) unit[k] = (data[k]! / largest) * scale;
  }
  return unit;
}
