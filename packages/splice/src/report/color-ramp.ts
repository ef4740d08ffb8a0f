import { type ColorizeMapOptions, colorizeMap } from '@exifclip/image';

/** The 256 colours of a colour map, three bytes each, low values first. */
export function colorRamp(colorMap: NonNullable<ColorizeMapOptions['colorMap']>): Uint8Array {
  const ramp = Float32Array.from({ length: 256 }, (_, i) => i);
  return colorizeMap({ data: ramp, shape: [1, 256] }, { max: 255, colorMap }).data;
}
