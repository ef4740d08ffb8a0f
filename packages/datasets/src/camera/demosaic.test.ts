import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import type { BayerPhase, DemosaicMethod } from './camera-profile.ts';
import { demosaic } from './demosaic.ts';
import { createMosaic, MOSAIC_BORDER, type Mosaic, mirrorBorder } from './mosaic.ts';

const METHODS: readonly DemosaicMethod[] = ['bilinear', 'malvar', 'edge-directed', 'smooth-hue'];
const PHASES: readonly BayerPhase[] = [0, 1, 2, 3];
const LAYOUTS = ['RGGB', 'GRBG', 'GBRG', 'BGGR'];

/** Which colour a pixel sees, from the name of the layout. */
const colourAt = (phase: BayerPhase, x: number, y: number): number =>
  'RGB'.indexOf(LAYOUTS[phase]![(y & 1) * 2 + (x & 1)]!);

/** The mosaic of an image that is given by its colours. */
function mosaicOf(
  width: number,
  height: number,
  phase: BayerPhase,
  light: (x: number, y: number, colour: number) => number,
): Mosaic {
  const mosaic = createMosaic(width, height, phase);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y + MOSAIC_BORDER) * mosaic.stride + x + MOSAIC_BORDER;
      mosaic.samples[at] = light(x, y, colourAt(phase, x, y));
    }
  }
  mirrorBorder(mosaic);
  return mosaic;
}

describe.each(METHODS)('demosaic by %s', (method) => {
  test.each(PHASES)('a constant stays constant to the borders, for layout %s', (phase) => {
    const result = demosaic(
      mosaicOf(9, 7, phase, () => 0.4),
      method,
    );
    expect(Math.max(...result)).toBeCloseTo(0.4, 6);
    expect(Math.min(...result)).toBeCloseTo(0.4, 6);
  });

  test.each(PHASES)('a grey ramp is reproduced away from the borders, for layout %s', (phase) => {
    const ramp = (x: number, y: number): number => 0.1 + 0.02 * x + 0.01 * y;
    const result = demosaic(mosaicOf(20, 16, phase, ramp), method);
    let worst = 0;
    for (let y = 3; y < 13; y += 1) {
      for (let i = (y * 20 + 3) * 3; i < (y * 20 + 17) * 3; i += 1) {
        worst = Math.max(worst, Math.abs(result[i]! - ramp(Math.floor(i / 3) % 20, y)));
      }
    }
    expect(worst).toBeLessThan(1e-5);
  });

  test.each(PHASES)('what a pixel saw is kept exactly, for layout %s', (phase) => {
    const random = createRandom(method, phase);
    const light = Float32Array.from({ length: 11 * 8 }, () => random.next());
    const result = demosaic(
      mosaicOf(11, 8, phase, (x, y) => light[y * 11 + x]!),
      method,
    );
    const kept = light.map((_, i) => result[i * 3 + colourAt(phase, i % 11, Math.floor(i / 11))]!);
    expect(kept).toEqual(light);
  });

  test('the smallest mosaic has every colour, and a single row is refused', () => {
    const result = demosaic(
      mosaicOf(2, 2, 0, () => 0.25),
      method,
    );
    expect(Math.max(...result)).toBeCloseTo(0.25, 6);
    expect(Math.min(...result)).toBeCloseTo(0.25, 6);
    expect(() => createMosaic(5, 1, 0)).toThrow(/at least 2×2.*got 5×1/);
  });
});

describe('demosaicMalvar', () => {
  // The eight filters as figure 2 of the paper prints them, times 8.
  const greenAtOther = [
    [0, 0, -1, 0, 0],
    [0, 0, 2, 0, 0],
    [-1, 2, 4, 2, -1],
    [0, 0, 2, 0, 0],
    [0, 0, -1, 0, 0],
  ];
  const inRow = [
    [0, 0, 0.5, 0, 0],
    [0, -1, 0, -1, 0],
    [-1, 4, 5, 4, -1],
    [0, -1, 0, -1, 0],
    [0, 0, 0.5, 0, 0],
  ];
  const inColumn = inRow.map((_, i) => inRow.map((row) => row[i]!));
  const opposite = [
    [0, 0, -1.5, 0, 0],
    [0, 2, 0, 2, 0],
    [-1.5, 0, 6, 0, -1.5],
    [0, 2, 0, 2, 0],
    [0, 0, -1.5, 0, 0],
  ];

  test('`malvar` agrees with the filters of the paper', () => {
    const random = createRandom('malvar');
    const light = Float32Array.from({ length: 12 * 12 }, () => random.next());
    let worst = 0;
    for (const phase of PHASES) {
      const result = demosaic(
        mosaicOf(12, 12, phase, (x, y) => light[y * 12 + x]!),
        'malvar',
      );
      for (let y = 2; y < 10; y += 1) {
        for (let x = 2; x < 10; x += 1) {
          const seen = colourAt(phase, x, y);
          for (const wanted of [0, 1, 2]) {
            if (wanted === seen) continue;
            const isInRow = colourAt(phase, x + 1, y) === wanted;
            const filter =
              wanted === 1 ? greenAtOther : seen !== 1 ? opposite : isInRow ? inRow : inColumn;
            let sum = 0;
            filter.forEach((row, dy) => {
              row.forEach((weight, dx) => {
                sum += weight * light[(y + dy - 2) * 12 + x + dx - 2]!;
              });
            });
            worst = Math.max(worst, Math.abs(result[(y * 12 + x) * 3 + wanted]! - sum / 8));
          }
        }
      }
    }
    expect(worst).toBeLessThan(1e-6);
  });
});

describe('demosaicEdgeDirected', () => {
  test('`edge-directed` keeps a straight vertical edge free of zippers in green', () => {
    const result = demosaic(
      mosaicOf(16, 16, 0, (x) => (x < 8 ? 0.2 : 0.8)),
      'edge-directed',
    );
    for (let y = 3; y < 13; y += 1) {
      for (let x = 3; x < 13; x += 1) {
        expect(result[(y * 16 + x) * 3 + 1]).toBeCloseTo(x < 8 ? 0.2 : 0.8, 6);
      }
    }
  });
});
