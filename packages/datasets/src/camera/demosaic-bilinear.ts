import { MOSAIC_BORDER, type Mosaic } from './mosaic.ts';

/**
 * Each missing colour is the mean of the two or four nearest pixels that saw it.
 *
 * @returns interleaved RGB, `height * width * 3`
 */
export function demosaicBilinear(mosaic: Mosaic): Float32Array {
  const { samples: s, stride, width, height, redX, redY } = mosaic;
  const result = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const hasRed = ((y ^ redY) & 1) === 0;
    // Rows see green and one other colour, `own`; the colour of the rows above and below is `far`.
    const own = hasRed ? 0 : 2;
    const far = 2 - own;
    const first = hasRed ? redX : 1 - redX;
    const row = (y + MOSAIC_BORDER) * stride + MOSAIC_BORDER;
    for (let x = first; x < width; x += 2) {
      const i = row + x;
      const to = (y * width + x) * 3;
      result[to + own] = s[i]!;
      result[to + 1] = (s[i - 1]! + s[i + 1]! + s[i - stride]! + s[i + stride]!) / 4;
      result[to + far] =
        (s[i - stride - 1]! + s[i - stride + 1]! + s[i + stride - 1]! + s[i + stride + 1]!) / 4;
    }
    for (let x = 1 - first; x < width; x += 2) {
      const i = row + x;
      const to = (y * width + x) * 3;
      result[to + own] = (s[i - 1]! + s[i + 1]!) / 2;
      result[to + 1] = s[i]!;
      result[to + far] = (s[i - stride]! + s[i + stride]!) / 2;
    }
  }
  return result;
}
