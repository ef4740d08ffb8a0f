import type { PageCells } from '../page-data.ts';
import { samplePoints } from './sample-points.ts';

/** A map to be drawn: some numbers a cell, and how they become a colour. */
export interface CellPicture {
  /** `cells * channels`, in any range. */
  values: ArrayLike<number>;
  /** One, to be painted with `colors`, or three, which are red, green and blue already. */
  channels: 1 | 3;
  /** 256 colours of three bytes. */
  colors: Uint8Array;
  /** The values that take the first and the last colour; those beyond take them too. */
  range: readonly [low: number, high: number];
  cells: PageCells;
}

/**
 * Draws a map over a whole canvas, bilinearly between the middles of the cells.
 *
 * @param size - of the image that the cells lie on
 */
export function drawCells(
  canvas: HTMLCanvasElement,
  picture: CellPicture,
  size: { width: number; height: number },
): void {
  const { values, channels, colors, range, cells } = picture;
  const across = samplePoints(cells.cols.centres, size.width, canvas.width);
  const down = samplePoints(cells.rows.centres, size.height, canvas.height);
  const cols = cells.cols.centres.length;
  const pixels = new ImageData(canvas.width, canvas.height);
  const line = new Float32Array(cols * channels);
  const factor = 255 / (range[1] - range[0]);
  for (let y = 0, to = 0; y < canvas.height; y++) {
    const [above, below] = [down.first[y]! * line.length, down.second[y]! * line.length];
    for (let i = 0; i < line.length; i++) {
      line[i] = mixed(values[above + i]!, values[below + i]!, down.share[y]!);
    }
    for (let x = 0; x < canvas.width; x++, to += 4) {
      const [left, right] = [across.first[x]! * channels, across.second[x]! * channels];
      for (let k = 0; k < 3; k++) {
        const channel = channels === 3 ? k : 0;
        const value = mixed(line[left + channel]!, line[right + channel]!, across.share[x]!);
        const level = Math.min(255, Math.max(0, Math.round((value - range[0]) * factor)));
        pixels.data[to + k] = channels === 3 ? level : colors[level * 3 + k]!;
      }
      pixels.data[to + 3] = 255;
    }
  }
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

function mixed(before: number, after: number, share: number): number {
  return before * (1 - share) + after * share;
}
