import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import type { BayerPhase, DemosaicMethod } from './camera-profile.ts';
import { demosaic } from './demosaic.ts';
import { createMosaic, MOSAIC_BORDER, mirrorBorder } from './mosaic.ts';

// Each method again, pixel by pixel from its description, with no regard to rows and borders.

const [width, height] = [11, 8];
const PATTERNS = ['RGGB', 'GRBG', 'GBRG', 'BGGR'];

const mirrored = (i: number, size: number): number => {
  const place = Math.abs(i) % (2 * (size - 1));
  return Math.min(place, 2 * (size - 1) - place);
};

interface Sensor {
  seen(x: number, y: number): 0 | 1 | 2;
  value(x: number, y: number): number;
}

type Colour = (x: number, y: number) => number;

/** The mean of something over the 3×3 pixels that saw a colour. */
const around = (sensor: Sensor, colour: number, x: number, y: number, of: Colour): number => {
  const values: number[] = [];
  for (const dy of [-1, 0, 1])
    for (const dx of [-1, 0, 1])
      if (sensor.seen(x + dx, y + dy) === colour) values.push(of(x + dx, y + dy));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

/** Green along the direction of least change, as Hamilton and Adams describe it. */
const alongEdges =
  ({ seen, value }: Sensor): Colour =>
  (x, y) => {
    if (seen(x, y) === 1) return value(x, y);
    const along = (dx: number, dy: number): { green: number; change: number } => {
      const [before, after] = [value(x - dx, y - dy), value(x + dx, y + dy)];
      const bend = 2 * value(x, y) - value(x - 2 * dx, y - 2 * dy) - value(x + 2 * dx, y + 2 * dy);
      return {
        green: (before + after) / 2 + bend / 4,
        change: Math.abs(before - after) + Math.abs(bend),
      };
    };
    const [across, down] = [along(1, 0), along(0, 1)];
    if (across.change === down.change) return (across.green + down.green) / 2;
    return across.change < down.change ? across.green : down.green;
  };

const METHODS: Record<Exclude<DemosaicMethod, 'malvar'>, (sensor: Sensor) => Colour[]> = {
  bilinear: (sensor) => [0, 1, 2].map((c) => (x, y) => around(sensor, c, x, y, sensor.value)),
  'edge-directed': (sensor) => {
    const green = alongEdges(sensor);
    const difference: Colour = (x, y) => sensor.value(x, y) - green(x, y);
    return [0, 1, 2].map(
      (c) => (x, y) => (c === 1 ? green(x, y) : green(x, y) + around(sensor, c, x, y, difference)),
    );
  },
  'smooth-hue': (sensor) => {
    const green: Colour = (x, y) =>
      sensor.seen(x, y) === 1 ? sensor.value(x, y) : around(sensor, 1, x, y, sensor.value);
    const ratio: Colour = (x, y) => (sensor.value(x, y) + 0.03) / (green(x, y) + 0.03);
    return [0, 1, 2].map(
      (c) => (x, y) =>
        c === 1 ? green(x, y) : (green(x, y) + 0.03) * around(sensor, c, x, y, ratio) - 0.03,
    );
  },
};

test.each(['bilinear', 'edge-directed', 'smooth-hue'] as const)(
  '`%s` is what its description says, on every layout of the filter and at the borders',
  (method) => {
    const random = createRandom('reference', method);
    for (const phase of [0, 1, 2, 3] as BayerPhase[]) {
      const light = Array.from({ length: width * height }, () => random.next());
      const sensor: Sensor = {
        seen: (x, y) =>
          'RGB'.indexOf(
            PATTERNS[phase]![(mirrored(y, height) % 2) * 2 + (mirrored(x, width) % 2)]!,
          ) as 0 | 1 | 2,
        value: (x, y) => light[mirrored(y, height) * width + mirrored(x, width)]!,
      };
      const mosaic = createMosaic(width, height, phase);
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1)
          mosaic.samples[(y + MOSAIC_BORDER) * mosaic.stride + MOSAIC_BORDER + x] =
            light[y * width + x]!;
      mirrorBorder(mosaic);
      const result = demosaic(mosaic, method);
      const colours = METHODS[method](sensor);
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          for (const c of [0, 1, 2]) {
            const seen = sensor.seen(x, y) === c;
            const expected = seen ? sensor.value(x, y) : colours[c]!(x, y);
            expect(result[(y * width + x) * 3 + c], `${PATTERNS[phase]} ${x}, ${y}`).toBeCloseTo(
              expected,
              5,
            );
          }
        }
      }
    }
  },
);
