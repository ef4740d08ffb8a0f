import { interpolateInferno, interpolateViridis } from 'd3-scale-chromatic';
import { describe, expect, it } from 'vitest';
import type { ColorMap } from './color-map.ts';
import { colorizeMap } from './colorize-map.ts';

const COLOR_MAPS: ColorMap[] = ['inferno', 'viridis', 'magma', 'plasma', 'cividis'];

describe('`colorizeMap`', () => {
  it('gives low, middle and high values the colours of the map, clamped outside', () => {
    const map = {
      data: Float32Array.of(-5, 0, 0.5, 1, 7, Number.POSITIVE_INFINITY),
      shape: [2, 3],
    };
    const image = colorizeMap(map);
    expect([image.width, image.height]).toEqual([3, 2]);
    expect(colorsOf(image.data)).toEqual([
      interpolateInferno(0),
      interpolateInferno(0),
      interpolateInferno(128 / 255),
      interpolateInferno(1),
      interpolateInferno(1),
      interpolateInferno(1),
    ]);
  });

  it('scales from min to max', () => {
    const map = { data: Float32Array.of(2, 3, 4), shape: [1, 3] };
    const image = colorizeMap(map, { min: 2, max: 4, colorMap: 'viridis' });
    const expected = [0, 128 / 255, 1].map((value) => interpolateViridis(value));
    expect(colorsOf(image.data)).toEqual(expected);
  });

  it('shows NaN as mid grey, and a map of one value in the first colour', () => {
    const map = { data: Float32Array.of(Number.NaN, 3), shape: [1, 2] };
    expect(colorsOf(colorizeMap(map, { min: 3, max: 3 }).data)).toEqual([
      '#808080',
      interpolateInferno(0),
    ]);
  });

  it('gets lighter from low to high in every colour map', () => {
    const ramp = { data: Float32Array.from({ length: 256 }, (_, i) => i / 255), shape: [1, 256] };
    for (const colorMap of COLOR_MAPS) {
      const { data } = colorizeMap(ramp, { colorMap });
      const luma = Array.from({ length: 256 }, (_, i) => {
        return 0.2126 * data[i * 3]! + 0.7152 * data[i * 3 + 1]! + 0.0722 * data[i * 3 + 2]!;
      });
      expect(luma[255]! - luma[0]!).toBeGreaterThan(150);
      // Steps of rounded colours may be level, or one unit down.
      expect(luma.every((value, i) => i === 0 || value > luma[i - 1]! - 1)).toBe(true);
    }
  });

  it('refuses what is no map, an empty range and an unknown colour map', () => {
    const map = { data: Float32Array.of(0), shape: [1, 1] };
    expect(() => colorizeMap({ ...map, shape: [1] })).toThrow(RangeError);
    expect(() => colorizeMap(map, { min: 1, max: 0 })).toThrow(
      new RangeError('expected min <= max, got 1 and 0'),
    );
    expect(() => colorizeMap(map, { max: Number.NaN })).toThrow(RangeError);
    expect(() => colorizeMap(map, { colorMap: 'jet' as ColorMap })).toThrow(
      'expected a colour map out of inferno, viridis, magma, plasma, cividis, got jet',
    );
  });
});

function colorsOf(data: Uint8Array): string[] {
  const hex = Buffer.from(data).toString('hex');
  return Array.from({ length: data.length / 3 }, (_, i) => `#${hex.slice(i * 6, i * 6 + 6)}`);
}
