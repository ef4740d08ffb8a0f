import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import type { ColourSpaceStep } from './processing-step.ts';
import { lightToSrgb, type Matrix3, srgbToLight, wideSpaces } from './wide-spaces.ts';

/**
 * An sRGB image turned into a wider colour space of 8 bits and, where its profile is kept, back.
 * Colours beyond a space are clamped to it.
 */
export function throughColourSpace(
  image: RasterImage,
  { space, profile }: Omit<ColourSpaceStep, 'kind'>,
): RasterImage {
  const { fromSrgb, toSrgb, encode, decode } = wideSpaces[space];
  const there = convert(image, srgbToLight, fromSrgb, encode);
  return profile === 'lost' ? there : convert(there, decode, toSrgb, lightToSrgb);
}

function convert(
  { data, width, height }: RasterImage,
  decode: (value: number) => number,
  matrix: Matrix3,
  encode: (light: number) => number,
): RasterImage {
  const lights = Float64Array.from({ length: 256 }, (_, level) => decode(level / 255));
  const result = blankImage(width, height);
  const out = clampedBytes(result.data);
  for (let i = 0; i < out.length; i += 3) {
    const [r, g, b] = [lights[data[i]!]!, lights[data[i + 1]!]!, lights[data[i + 2]!]!];
    for (let row = 0; row < 3; row += 1) {
      const light = matrix[3 * row]! * r + matrix[3 * row + 1]! * g + matrix[3 * row + 2]! * b;
      out[i + row] = 255 * encode(Math.min(Math.max(light, 0), 1));
    }
  }
  return result;
}
