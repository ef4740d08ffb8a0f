import { asDenseArray } from './as-dense-array.ts';
import type { DenseArray } from './dense-array.ts';

/**
 * Resizes a map bilinearly with half-pixel centres and clamped edges, the convention of OpenCV and
 * of PyTorch's `align_corners=False`: new position i reads stored position
 * `(i + 0.5) * stored / new - 0.5`. Values between two stored ones are never outside their range.
 * Shrinking samples points and does not average. NaN spreads to the positions that read it.
 *
 * @param map `[h, w]`
 * @returns `[height, width]`
 * @throws RangeError when the map is not two-dimensional, is empty, or the new sizes are not
 * positive integers
 */
export function resizeMap(
  map: DenseArray<Float32Array>,
  height: number,
  width: number,
): DenseArray<Float32Array> {
  const { data, shape } = asDenseArray(map);
  const [storedHeight = 0, storedWidth = 0] = shape;
  if (shape.length !== 2 || data.length === 0) {
    throw new RangeError(`expected a map of shape [h, w], got [${shape.join(', ')}]`);
  }
  if (![height, width].every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new RangeError(`expected a positive height and width, got ${height} and ${width}`);
  }
  const rows = samplePoints(storedHeight, height);
  const columns = samplePoints(storedWidth, width);
  const result = new Float32Array(height * width);
  let upper: Float64Array = new Float64Array(width);
  let lower: Float64Array = new Float64Array(width);
  let upperRow = -1;
  let lowerRow = -1;
  for (let y = 0; y < height; y++) {
    const first = rows.first[y]!;
    const second = rows.second[y]!;
    if (first !== upperRow) {
      // Going down, the new upper row is most often the lower one of before.
      [upper, lower] = [lower, upper];
      [upperRow, lowerRow] = [lowerRow, upperRow];
      if (first !== upperRow) stretchRow(data, first * storedWidth, columns, upper);
      upperRow = first;
    }
    if (second !== lowerRow) {
      stretchRow(data, second * storedWidth, columns, lower);
      lowerRow = second;
    }
    const weight = rows.weight[y]!;
    for (let x = 0, to = y * width; x < width; x++, to++) {
      result[to] = upper[x]! * (1 - weight) + lower[x]! * weight;
    }
  }
  return { data: result, shape: [height, width] };
}

/** The two stored positions that each new one reads, and the weight of the second. */
interface SamplePoints {
  first: Int32Array;
  second: Int32Array;
  weight: Float64Array;
}

function samplePoints(stored: number, size: number): SamplePoints {
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  const weight = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const position = Math.min(Math.max(((i + 0.5) * stored) / size - 0.5, 0), stored - 1);
    first[i] = Math.floor(position);
    second[i] = Math.min(first[i]! + 1, stored - 1);
    weight[i] = position - first[i]!;
  }
  return { first, second, weight };
}

function stretchRow(
  data: Float32Array,
  offset: number,
  columns: SamplePoints,
  row: Float64Array,
): void {
  const { first, second, weight } = columns;
  for (let x = 0; x < row.length; x++) {
    const right = weight[x]!;
    row[x] = data[offset + first[x]!]! * (1 - right) + data[offset + second[x]!]! * right;
  }
}
