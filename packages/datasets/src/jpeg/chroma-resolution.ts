/** A plane of samples of 0…255, padded to whole 8×8 blocks. */
export interface Plane {
  data: Uint8ClampedArray;
  /** Samples a row, a multiple of 8. */
  stride: number;
  /** Samples a row that are part of the image. */
  width: number;
  /** Rows that are part of the image. */
  height: number;
}

/** An empty plane with room for whole blocks. */
export function createPlane(width: number, height: number): Plane {
  const stride = (width + 7) & ~7;
  return { data: new Uint8ClampedArray(stride * ((height + 7) & ~7)), stride, width, height };
}

/** Repeats the last column and then the last row into the padding. */
export function padPlane(plane: Plane): void {
  const { data, stride, width, height } = plane;
  for (let y = 0; y < height; y += 1) {
    const row = y * stride;
    data.fill(data[row + width - 1]!, row + width, row + stride);
  }
  padRows(plane);
}

function padRows({ data, stride, height }: Plane): void {
  for (let row = height * stride; row < data.length; row += stride) {
    data.copyWithin(row, (height - 1) * stride, height * stride);
  }
}

/**
 * Means of 2×2 samples; halves are rounded down and up in turn along a row, as libjpeg does. The
 * source must be padded by `padPlane`.
 */
export function halvePlane(source: Plane): Plane {
  const half = createPlane((source.width + 1) >> 1, (source.height + 1) >> 1);
  const { data, stride } = source;
  const pairs = Math.min(half.stride, stride >> 1);
  for (let y = 0; y < half.height; y += 1) {
    // The last row of an odd height is paired with itself.
    let upper = 2 * y * stride;
    let lower = Math.min(2 * y + 1, source.height - 1) * stride;
    const to = y * half.stride;
    for (let x = 0; x < pairs; x += 1, upper += 2, lower += 2) {
      const sum = data[upper]! + data[upper + 1]! + data[lower]! + data[lower + 1]!;
      half.data[to + x] = (sum + 1 + (x & 1)) >> 2;
    }
    // Beyond the source's own padding its last column goes on.
    const last = 2 * (data[upper - 1]! + data[lower - 1]!) + 1;
    for (let x = pairs; x < half.stride; x += 1) half.data[to + x] = (last + (x & 1)) >> 2;
  }
  padRows(half);
  return half;
}

/**
 * Twice the resolution by libjpeg's "fancy" triangle filter: each sample is 9, 3, 3 and 1
 * sixteenths of its four neighbours. Planes of one or two columns are repeated instead.
 */
export function doublePlane(half: Plane, width: number, height: number): Plane {
  const full = createPlane(width, height);
  const near = new Int32Array(half.width + 1);
  for (let y = 0; y < height; y += 1) {
    const here = (y >> 1) * half.stride;
    const other = Math.min(Math.max((y >> 1) + (y & 1 ? 1 : -1), 0), half.height - 1) * half.stride;
    const to = y * full.stride;
    if (half.width <= 2) {
      for (let x = 0; x < width; x += 1) full.data[to + x] = half.data[here + (x >> 1)]!;
      continue;
    }
    for (let x = 0; x < half.width; x += 1) {
      near[x] = 3 * half.data[here + x]! + half.data[other + x]!;
    }
    near[half.width] = near[half.width - 1]!;
    let previous = near[0]!;
    // An odd width writes one sample into the padding, which is never read.
    for (let x = 0, out = to; x < half.width; x += 1, out += 2) {
      const sample = near[x]!;
      full.data[out] = (3 * sample + previous + 8) >> 4;
      full.data[out + 1] = (3 * sample + near[x + 1]! + 7) >> 4;
      previous = sample;
    }
  }
  return full;
}

/** Means of two neighbours along rows, rounded as in `halvePlane`. */
export function halveRows(source: Plane): Plane {
  const half = createPlane((source.width + 1) >> 1, source.height);
  const pairs = Math.min(half.stride, source.stride >> 1);
  for (let y = 0; y < half.height; y += 1) {
    const to = y * half.stride;
    for (let x = 0, from = y * source.stride; x < pairs; x += 1, from += 2) {
      half.data[to + x] = (source.data[from]! + source.data[from + 1]! + (x & 1)) >> 1;
    }
    half.data.fill(source.data[(y + 1) * source.stride - 1]!, to + pairs, to + half.stride);
  }
  padRows(half);
  return half;
}

/**
 * Twice the samples along rows by libjpeg's triangle filter: three quarters of the nearest and one
 * of the next. Planes of one or two columns are repeated instead.
 */
export function doubleRows(half: Plane, width: number): Plane {
  const full = createPlane(width, half.height);
  const last = half.width - 1;
  for (let y = 0; y < half.height; y += 1) {
    const from = y * half.stride;
    const to = y * full.stride;
    for (let x = 0; x < width; x += 1) {
      const at = x >> 1;
      const near = half.data[from + at]!;
      const next = x & 1 ? Math.min(at + 1, last) : Math.max(at - 1, 0);
      full.data[to + x] =
        half.width <= 2 ? near : (3 * near + half.data[from + next]! + (x & 1 ? 2 : 1)) >> 2;
    }
  }
  return full;
}
