import { describe, expect, it } from 'vitest';
import { resizeMap } from './resize-map.ts';

describe('`resizeMap`', () => {
  it('agrees with the worked example of bilinear upsampling with align_corners=False', () => {
    const map = { data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] };
    // Printed in the documentation of torch.nn.Upsample.
    const expected = [
      [1, 1.25, 1.75, 2],
      [1.5, 1.75, 2.25, 2.5],
      [2.5, 2.75, 3.25, 3.5],
      [3, 3.25, 3.75, 4],
    ];
    const resized = resizeMap(map, 4, 4);
    expect(resized).toEqual({ data: Float32Array.from(expected.flat()), shape: [4, 4] });
  });

  it('agrees with the formula at every position, up and down, within 1e-6', () => {
    const [h, w] = [5, 7];
    const data = Float32Array.from({ length: h * w }, (_, i) => Math.sin(i * 2.3));
    for (const [height, width] of [
      [13, 20],
      [3, 4],
      [5, 7],
      [1, 1],
      [40, 2],
    ] as const) {
      const resized = resizeMap({ data, shape: [h, w] }, height, width);
      for (let i = 0; i < resized.data.length; i++) {
        const y = position(Math.floor(i / width), h, height);
        const x = position(i % width, w, width);
        let expected = 0;
        for (let at = 0; at < data.length; at++) {
          const nearness = tent(y - Math.floor(at / w)) * tent(x - (at % w));
          expected += nearness * data[at]!;
        }
        expect(Math.abs(resized.data[i]! - expected)).toBeLessThan(1e-6);
      }
    }
  });

  it('repeats a single value everywhere', () => {
    const resized = resizeMap({ data: Float32Array.of(0.3), shape: [1, 1] }, 2, 3);
    expect(resized).toEqual({ data: new Float32Array(6).fill(0.3), shape: [2, 3] });
  });

  it('takes a transposed ndarray by its strides', () => {
    const view = {
      data: Float32Array.of(1, 2, 3, 4, 5, 6),
      shape: [3, 2],
      stride: [1, 3],
      offset: 0,
    };
    expect([...resizeMap(view, 3, 2).data]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('refuses what is no map and sizes that are none', () => {
    const map = { data: new Float32Array(6), shape: [2, 3] };
    expect(() => resizeMap({ ...map, shape: [6] }, 2, 2)).toThrow(
      new RangeError('expected a map of shape [h, w], got [6]'),
    );
    expect(() => resizeMap({ data: new Float32Array(0), shape: [0, 3] }, 2, 2)).toThrow(RangeError);
    expect(() => resizeMap(map, 0, 2)).toThrow(
      new RangeError('expected a positive height and width, got 0 and 2'),
    );
    expect(() => resizeMap({ ...map, shape: [2, 4] }, 2, 2)).toThrow(
      new RangeError('expected an array of shape [2, 4] to hold 8 elements, got 6'),
    );
  });
});

function position(i: number, stored: number, size: number): number {
  return Math.min(Math.max(((i + 0.5) * stored) / size - 0.5, 0), stored - 1);
}

function tent(distance: number): number {
  return Math.max(0, 1 - Math.abs(distance));
}
