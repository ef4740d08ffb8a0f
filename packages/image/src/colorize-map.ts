import { asDenseArray } from './as-dense-array.ts';
import { type ColorMap, colorMapTable } from './color-map.ts';
import type { DenseArray } from './dense-array.ts';
import type { RasterImage } from './raster-image.ts';

export interface ColorizeMapOptions {
  /**
   * Value that takes the first colour; lower ones take it too.
   * @defaultValue 0
   */
  min?: number | undefined;
  /**
   * Value that takes the last colour; higher ones take it too.
   * @defaultValue 1
   */
  max?: number | undefined;
  /**
   * Colours, from low to high.
   * @defaultValue 'inferno'
   */
  colorMap?: ColorMap | undefined;
}

/** Where there is no value: a grey far from every colour of the maps but the middle of cividis. */
const NO_VALUE = 128;

/**
 * Paints a map in colours, for people to look at. NaN becomes mid grey.
 *
 * @param map `[height, width]`
 * @throws RangeError when the map is not two-dimensional or is empty, `min` exceeds `max`, or the
 * colour map is unknown
 */
export function colorizeMap(
  map: DenseArray<Float32Array>,
  options: ColorizeMapOptions = {},
): RasterImage {
  const { min = 0, max = 1, colorMap = 'inferno' } = options;
  const { data: values, shape } = asDenseArray(map);
  const [height = 0, width = 0] = shape;
  if (shape.length !== 2 || values.length === 0) {
    throw new RangeError(`expected a map of shape [height, width], got [${shape.join(', ')}]`);
  }
  if (!(min <= max)) throw new RangeError(`expected min <= max, got ${min} and ${max}`);
  const table = colorMapTable(colorMap);
  const scale = max > min ? 255 / (max - min) : 0;
  const data = new Uint8Array(values.length * 3);
  for (let i = 0, to = 0; i < values.length; i++, to += 3) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      data.fill(NO_VALUE, to, to + 3);
      continue;
    }
    const index = value >= max && max > min ? 255 : value <= min ? 0 : (value - min) * scale;
    const from = Math.round(index) * 3;
    data[to] = table[from]!;
    data[to + 1] = table[from + 1]!;
    data[to + 2] = table[from + 2]!;
  }
  return { data, width, height, channels: 3 };
}
