import { MOSAIC_BORDER, type Mosaic } from './mosaic.ts';

/** Keeps the ratio of colours finite where green is dark. */
const OFFSET = 0.03;

/**
 * Green is bilinear; red and blue are green times the mean ratio of the colour to green around.
 *
 * @returns interleaved RGB, `height * width * 3`
 * @see D. Cok, US patent 4,642,678 (1987), with an offset in the ratios
 */
export function demosaicSmoothHue(mosaic: Mosaic): Float32Array {
  const { stride, width, height, redX, redY } = mosaic;
  const { green: g, ratio: q } = greenAndRatio(mosaic);
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
      const n = i - stride;
      const d = i + stride;
      const base = g[i]! + OFFSET;
      result[to + 1] = g[i]!;
      if (((x ^ first) & 1) === 0) {
        result[to + own] = mosaic.samples[i]!;
        result[to + far] = (base * (q[n - 1]! + q[n + 1]! + q[d - 1]! + q[d + 1]!)) / 4 - OFFSET;
      } else {
        result[to + own] = (base * (q[i - 1]! + q[i + 1]!)) / 2 - OFFSET;
        result[to + far] = (base * (q[n]! + q[d]!)) / 2 - OFFSET;
      }
    }
  }
  return result;
}

/** Green, and the ratio of the other colour to it, for the image and one pixel around it. */
function greenAndRatio({ samples: s, stride, width, height, redX, redY }: Mosaic): {
  green: Float32Array;
  ratio: Float32Array;
} {
  const green = Float32Array.from(s);
  const ratio = new Float32Array(s.length);
  for (let y = -1; y <= height; y += 1) {
    const hasRed = ((y ^ redY) & 1) === 0;
    const first = hasRed ? redX : 1 - redX;
    const row = (y + MOSAIC_BORDER) * stride + MOSAIC_BORDER;
    for (let x = first === 0 ? 0 : -1; x <= width; x += 2) {
      const i = row + x;
      green[i] = (s[i - 1]! + s[i + 1]! + s[i - stride]! + s[i + stride]!) / 4;
      ratio[i] = (s[i]! + OFFSET) / (green[i]! + OFFSET);
    }
  }
  return { green, ratio };
}
