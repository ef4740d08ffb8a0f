// The integer transforms of C. Loeffler, A. Ligtenberg and G. Moschytz (1989) with 13-bit
// constants and 2 extra bits between the passes, as libjpeg's default ("islow") computes them.
const F_0_298 = 2446;
const F_0_390 = 3196;
const F_0_541 = 4433;
const F_0_765 = 6270;
const F_0_899 = 7373;
const F_1_175 = 9633;
const F_1_501 = 12299;
const F_1_847 = 15137;
const F_1_961 = 16069;
const F_2_053 = 16819;
const F_2_562 = 20995;
const F_3_072 = 25172;

/**
 * Replaces every 8×8 block of a plane by what its quantised cosine transform decodes to.
 *
 * @param plane - samples of 0…255, both sides multiples of 8; changed in place
 * @param width - samples a row
 * @param table - 64 divisors, row by row
 */
export function quantizePlane(plane: Uint8ClampedArray, width: number, table: Int32Array): void {
  const block = new Int32Array(64);
  // The forward transform gives 8 times the coefficients.
  const reciprocals = Float64Array.from(table, (step) => 1 / (8 * step));
  const height = plane.length / width;
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) {
      const start = y * width + x;
      for (let row = 0; row < 8; row += 1) forwardRow(plane, start + row * width, block, row * 8);
      for (let col = 0; col < 8; col += 1) forwardColumn(block, col, table, reciprocals);
      for (let col = 0; col < 8; col += 1) inverseColumn(block, col);
      for (let row = 0; row < 8; row += 1) inverseRow(block, row * 8, plane, start + row * width);
    }
  }
}

function forwardRow(plane: Uint8ClampedArray, from: number, block: Int32Array, at: number): void {
  const a0 = plane[from]!;
  const a1 = plane[from + 1]!;
  const a2 = plane[from + 2]!;
  const a3 = plane[from + 3]!;
  const a4 = plane[from + 4]!;
  const a5 = plane[from + 5]!;
  const a6 = plane[from + 6]!;
  const a7 = plane[from + 7]!;
  const s0 = a0 + a7;
  const s1 = a1 + a6;
  const s2 = a2 + a5;
  const s3 = a3 + a4;
  const e0 = s0 - s3;
  const e1 = s1 - s2;
  const t7 = a0 - a7;
  const t6 = a1 - a6;
  const t5 = a2 - a5;
  const t4 = a3 - a4;
  const z = Math.imul(e0 + e1, F_0_541) + 1024;
  const z5 = Math.imul(t4 + t6 + t5 + t7, F_1_175) + 1024;
  const z1 = Math.imul(t4 + t7, F_0_899);
  const z2 = Math.imul(t5 + t6, F_2_562);
  const z3 = z5 - Math.imul(t4 + t6, F_1_961);
  const z4 = z5 - Math.imul(t5 + t7, F_0_390);
  // Samples count from −128: that leaves all but the mean unchanged.
  block[at] = (s0 + s1 + s2 + s3 - 1024) << 2;
  block[at + 1] = (Math.imul(t7, F_1_501) - z1 + z4) >> 11;
  block[at + 2] = (z + Math.imul(e0, F_0_765)) >> 11;
  block[at + 3] = (Math.imul(t6, F_3_072) - z2 + z3) >> 11;
  block[at + 4] = (s0 + s3 - s1 - s2) << 2;
  block[at + 5] = (Math.imul(t5, F_2_053) - z2 + z4) >> 11;
  block[at + 6] = (z - Math.imul(e1, F_1_847)) >> 11;
  block[at + 7] = (Math.imul(t4, F_0_298) - z1 + z3) >> 11;
}

function forwardColumn(
  block: Int32Array,
  at: number,
  table: Int32Array,
  reciprocals: Float64Array,
): void {
  const a0 = block[at]!;
  const a1 = block[at + 8]!;
  const a2 = block[at + 16]!;
  const a3 = block[at + 24]!;
  const a4 = block[at + 32]!;
  const a5 = block[at + 40]!;
  const a6 = block[at + 48]!;
  const a7 = block[at + 56]!;
  const s0 = a0 + a7;
  const s1 = a1 + a6;
  const s2 = a2 + a5;
  const s3 = a3 + a4;
  const e0 = s0 - s3;
  const e1 = s1 - s2;
  const t7 = a0 - a7;
  const t6 = a1 - a6;
  const t5 = a2 - a5;
  const t4 = a3 - a4;
  const z = Math.imul(e0 + e1, F_0_541) + 16384;
  const z5 = Math.imul(t4 + t6 + t5 + t7, F_1_175) + 16384;
  const z1 = Math.imul(t4 + t7, F_0_899);
  const z2 = Math.imul(t5 + t6, F_2_562);
  const z3 = z5 - Math.imul(t4 + t6, F_1_961);
  const z4 = z5 - Math.imul(t5 + t7, F_0_390);
  quantizeInto(block, at, (s0 + s1 + s2 + s3 + 2) >> 2, table, reciprocals);
  quantizeInto(block, at + 8, (Math.imul(t7, F_1_501) - z1 + z4) >> 15, table, reciprocals);
  quantizeInto(block, at + 16, (z + Math.imul(e0, F_0_765)) >> 15, table, reciprocals);
  quantizeInto(block, at + 24, (Math.imul(t6, F_3_072) - z2 + z3) >> 15, table, reciprocals);
  quantizeInto(block, at + 32, (s0 + s3 - s1 - s2 + 2) >> 2, table, reciprocals);
  quantizeInto(block, at + 40, (Math.imul(t5, F_2_053) - z2 + z4) >> 15, table, reciprocals);
  quantizeInto(block, at + 48, (z - Math.imul(e1, F_1_847)) >> 15, table, reciprocals);
  quantizeInto(block, at + 56, (Math.imul(t4, F_0_298) - z1 + z3) >> 15, table, reciprocals);
}

/** Divides to the nearest whole number, halves away from 0, and multiplies back. */
function quantizeInto(
  block: Int32Array,
  at: number,
  value: number,
  table: Int32Array,
  reciprocals: Float64Array,
): void {
  const step = table[at]!;
  const half = step << 2;
  if (value < half && -value < half) {
    block[at] = 0;
    return;
  }
  // Half a unit more keeps the rounded product of an exact multiple from falling below it.
  const level = ((Math.abs(value) + half + 0.5) * reciprocals[at]!) | 0;
  block[at] = Math.imul(value < 0 ? -level : level, step);
}

function inverseColumn(block: Int32Array, at: number): void {
  const b0 = block[at]!;
  const b1 = block[at + 8]!;
  const b2 = block[at + 16]!;
  const b3 = block[at + 24]!;
  const b4 = block[at + 32]!;
  const b5 = block[at + 40]!;
  const b6 = block[at + 48]!;
  const b7 = block[at + 56]!;
  if ((b1 | b2 | b3 | b4 | b5 | b6 | b7) === 0) {
    // Most columns at usual qualities.
    const flat = b0 << 2;
    block[at] = flat;
    block[at + 8] = flat;
    block[at + 16] = flat;
    block[at + 24] = flat;
    block[at + 32] = flat;
    block[at + 40] = flat;
    block[at + 48] = flat;
    block[at + 56] = flat;
    return;
  }
  const z = Math.imul(b2 + b6, F_0_541);
  const low = z - Math.imul(b6, F_1_847);
  const high = z + Math.imul(b2, F_0_765);
  const sum = ((b0 + b4) << 13) + 1024;
  const difference = ((b0 - b4) << 13) + 1024;
  const z5 = Math.imul(b7 + b3 + b5 + b1, F_1_175);
  const z1 = Math.imul(b7 + b1, F_0_899);
  const z2 = Math.imul(b5 + b3, F_2_562);
  const z3 = z5 - Math.imul(b7 + b3, F_1_961);
  const z4 = z5 - Math.imul(b5 + b1, F_0_390);
  const o0 = Math.imul(b7, F_0_298) - z1 + z3;
  const o1 = Math.imul(b5, F_2_053) - z2 + z4;
  const o2 = Math.imul(b3, F_3_072) - z2 + z3;
  const o3 = Math.imul(b1, F_1_501) - z1 + z4;
  block[at] = (sum + high + o3) >> 11;
  block[at + 8] = (difference + low + o2) >> 11;
  block[at + 16] = (difference - low + o1) >> 11;
  block[at + 24] = (sum - high + o0) >> 11;
  block[at + 32] = (sum - high - o0) >> 11;
  block[at + 40] = (difference - low - o1) >> 11;
  block[at + 48] = (difference + low - o2) >> 11;
  block[at + 56] = (sum + high - o3) >> 11;
}

function inverseRow(block: Int32Array, at: number, plane: Uint8ClampedArray, to: number): void {
  const b0 = block[at]!;
  const b1 = block[at + 1]!;
  const b2 = block[at + 2]!;
  const b3 = block[at + 3]!;
  const b4 = block[at + 4]!;
  const b5 = block[at + 5]!;
  const b6 = block[at + 6]!;
  const b7 = block[at + 7]!;
  const z = Math.imul(b2 + b6, F_0_541);
  const low = z - Math.imul(b6, F_1_847);
  const high = z + Math.imul(b2, F_0_765);
  // Half of what the shift divides by, and 128 for samples that count from 0.
  const sum = ((b0 + b4) << 13) + 131072 + 33554432;
  const difference = ((b0 - b4) << 13) + 131072 + 33554432;
  const z5 = Math.imul(b7 + b3 + b5 + b1, F_1_175);
  const z1 = Math.imul(b7 + b1, F_0_899);
  const z2 = Math.imul(b5 + b3, F_2_562);
  const z3 = z5 - Math.imul(b7 + b3, F_1_961);
  const z4 = z5 - Math.imul(b5 + b1, F_0_390);
  const o0 = Math.imul(b7, F_0_298) - z1 + z3;
  const o1 = Math.imul(b5, F_2_053) - z2 + z4;
  const o2 = Math.imul(b3, F_3_072) - z2 + z3;
  const o3 = Math.imul(b1, F_1_501) - z1 + z4;
  plane[to] = (sum + high + o3) >> 18;
  plane[to + 1] = (difference + low + o2) >> 18;
  plane[to + 2] = (difference - low + o1) >> 18;
  plane[to + 3] = (sum - high + o0) >> 18;
  plane[to + 4] = (sum - high - o0) >> 18;
  plane[to + 5] = (difference - low - o1) >> 18;
  plane[to + 6] = (difference + low - o2) >> 18;
  plane[to + 7] = (sum + high - o3) >> 18;
}
