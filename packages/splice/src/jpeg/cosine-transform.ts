/**
 * The orthonormal cosine transform of an 8 by 8 block, in place, by even and odd halves.
 *
 * @param block - 64 samples, row by row; then its coefficients, that of `v` waves down and `u`
 *   across at `8 v + u`
 * @see ITU-T T.81, A.3.3
 */
export function cosineTransform(block: Float64Array): void {
  for (let row = 0; row < 64; row += 8) transformLine(block, row, 1);
  for (let col = 0; col < 8; col++) transformLine(block, col, 8);
}

/** `ck` is half the cosine of k sixteenths of π. */
const c1 = 0.5 * Math.cos(Math.PI / 16);
const c2 = 0.5 * Math.cos(Math.PI / 8);
const c3 = 0.5 * Math.cos((3 * Math.PI) / 16);
const c4 = 0.5 * Math.SQRT1_2;
const c5 = 0.5 * Math.cos((5 * Math.PI) / 16);
const c6 = 0.5 * Math.cos((3 * Math.PI) / 8);
const c7 = 0.5 * Math.cos((7 * Math.PI) / 16);

function transformLine(line: Float64Array, at: number, step: number): void {
  const [i1, i2, i3] = [at + step, at + 2 * step, at + 3 * step];
  const [i4, i5, i6, i7] = [at + 4 * step, at + 5 * step, at + 6 * step, at + 7 * step];
  const s0 = line[at]! + line[i7]!;
  const d0 = line[at]! - line[i7]!;
  const s1 = line[i1]! + line[i6]!;
  const d1 = line[i1]! - line[i6]!;
  const s2 = line[i2]! + line[i5]!;
  const d2 = line[i2]! - line[i5]!;
  const s3 = line[i3]! + line[i4]!;
  const d3 = line[i3]! - line[i4]!;
  line[at] = c4 * (s0 + s1 + s2 + s3);
  line[i4] = c4 * (s0 - s1 - s2 + s3);
  line[i2] = c2 * (s0 - s3) + c6 * (s1 - s2);
  line[i6] = c6 * (s0 - s3) - c2 * (s1 - s2);
  line[i1] = c1 * d0 + c3 * d1 + c5 * d2 + c7 * d3;
  line[i3] = c3 * d0 - c7 * d1 - c1 * d2 - c5 * d3;
  line[i5] = c5 * d0 - c1 * d1 + c7 * d2 + c3 * d3;
  line[i7] = c7 * d0 - c5 * d1 + c3 * d2 - c1 * d3;
}
