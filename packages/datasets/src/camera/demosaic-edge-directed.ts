import { MOSAIC_BORDER, type Mosaic } from './mosaic.ts';

/**
 * Green is interpolated along the direction in which the image changes least, with a correction
 * by the second difference of the colour seen; red and blue follow by their mean difference from
 * green.
 *
 * @returns interleaved RGB, `height * width * 3`
 * @see J. Hamilton and J. Adams, US patent 5,629,734 (1997)
 */
export function demosaicEdgeDirected(mosaic: Mosaic): Float32Array {
  const { samples: s, stride, width, height, redX, redY } = mosaic;
  const g = greenPlane(mosaic);
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
      result[to + 1] = g[i]!;
      if (((x ^ first) & 1) === 0) {
        const difference =
          s[n - 1]! -
          g[n - 1]! +
          s[n + 1]! -
          g[n + 1]! +
          s[d - 1]! -
          g[d - 1]! +
          s[d + 1]! -
          g[d + 1]!;
        result[to + own] = s[i]!;
        result[to + far] = g[i]! + difference / 4;
      } else {
        result[to + own] = g[i]! + (s[i - 1]! - g[i - 1]! + s[i + 1]! - g[i + 1]!) / 2;
        result[to + far] = g[i]! + (s[n]! - g[n]! + s[d]! - g[d]!) / 2;
      }
    }
  }
  return result;
}

/** Green for the image and one pixel around it, laid out as the mosaic. */
function greenPlane({ samples: s, stride, width, height, redX, redY }: Mosaic): Float32Array {
  const green = Float32Array.from(s);
  for (let y = -1; y <= height; y += 1) {
    const hasRed = ((y ^ redY) & 1) === 0;
    const first = hasRed ? redX : 1 - redX;
    const row = (y + MOSAIC_BORDER) * stride + MOSAIC_BORDER;
    for (let x = first === 0 ? 0 : -1; x <= width; x += 2) {
      const i = row + x;
      const bendAcross = 2 * s[i]! - s[i - 2]! - s[i + 2]!;
      const bendDown = 2 * s[i]! - s[i - 2 * stride]! - s[i + 2 * stride]!;
      const across = (s[i - 1]! + s[i + 1]!) / 2 + bendAcross / 4;
      const down = (s[i - stride]! + s[i + stride]!) / 2 + bendDown / 4;
      const changeAcross = Math.abs(s[i - 1]! - s[i + 1]!) + Math.abs(bendAcross);
      const changeDown = Math.abs(s[i - stride]! - s[i + stride]!) + Math.abs(bendDown);
      green[i] =
        changeAcross < changeDown ? across : changeDown < changeAcross ? down : (across + down) / 2;
    }
  }
  return green;
}
