import { MOSAIC_BORDER, type Mosaic } from './mosaic.ts';

/**
 * Bilinear interpolation corrected by the second differences of the colour that the pixel saw:
 * 5×5 linear filters.
 *
 * @returns interleaved RGB, `height * width * 3`
 * @see H. Malvar, L. He and R. Cutler, "High-quality linear interpolation for demosaicing of
 * Bayer-patterned color images" (2004), figure 2
 */
export function demosaicMalvar(mosaic: Mosaic): Float32Array {
  const { samples: s, stride, width, height, redX, redY } = mosaic;
  const result = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const hasRed = ((y ^ redY) & 1) === 0;
    // Rows see green and one other colour, `own`; the colour of the rows above and below is `far`.
    const own = hasRed ? 0 : 2;
    const far = 2 - own;
    const first = hasRed ? redX : 1 - redX;
    const row = (y + MOSAIC_BORDER) * stride + MOSAIC_BORDER;
    for (let x = 0; x < width; x += 1) {
      const i = row + x;
      const to = (y * width + x) * 3;
      const centre = s[i]!;
      const across = s[i - 1]! + s[i + 1]!;
      const down = s[i - stride]! + s[i + stride]!;
      const diagonal =
        s[i - stride - 1]! + s[i - stride + 1]! + s[i + stride - 1]! + s[i + stride + 1]!;
      const across2 = s[i - 2]! + s[i + 2]!;
      const down2 = s[i - 2 * stride]! + s[i + 2 * stride]!;
      if (((x ^ first) & 1) === 0) {
        result[to + own] = centre;
        result[to + 1] = (4 * centre + 2 * (across + down) - across2 - down2) / 8;
        result[to + far] = (6 * centre + 2 * diagonal - 1.5 * (across2 + down2)) / 8;
      } else {
        result[to + own] = (5 * centre + 4 * across - diagonal - across2 + 0.5 * down2) / 8;
        result[to + 1] = centre;
        result[to + far] = (5 * centre + 4 * down - diagonal - down2 + 0.5 * across2) / 8;
      }
    }
  }
  return result;
}
