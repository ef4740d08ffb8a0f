import type { DenseArray } from '@exifclip/image';

/** Sums of all features above and to the left of a position, so that any box takes four look-ups. */
export interface IntegralImage {
  /** `[rows + 1, columns + 1, channels]`, row-major; the first row and column are 0. */
  readonly sums: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/**
 * @param features `[rows, columns, channels]`
 * @param options `squares`: the squares of the features follow them as further channels
 */
export function integralImage(
  features: DenseArray<Float32Array>,
  { squares }: { squares: boolean },
): IntegralImage {
  const { data, shape } = features;
  const [rows, columns, inputs] = shape as [number, number, number];
  const channels = squares ? 2 * inputs : inputs;
  const line = (columns + 1) * channels;
  const sums = new Float64Array((rows + 1) * line);
  const ofRow = new Float64Array(channels);
  for (let row = 0, from = 0; row < rows; row++) {
    ofRow.fill(0);
    let at = (row + 1) * line + channels;
    for (let column = 0; column < columns; column++, from += inputs, at += channels) {
      for (let channel = 0; channel < inputs; channel++) {
        const value = data[from + channel]!;
        ofRow[channel]! += value;
        if (squares) ofRow[inputs + channel]! += value * value;
      }
      for (let channel = 0; channel < channels; channel++) {
        sums[at + channel] = sums[at - line + channel]! + ofRow[channel]!;
      }
    }
  }
  return { sums, rows, columns, channels };
}
