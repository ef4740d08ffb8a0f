import type { DenseArray, RasterImage } from '@exifclip/image';
import { describe, expect, it } from 'vitest';
import { encodeGrid } from './encode-grid.ts';
import type { PatchEncoder } from './patch-encoder.ts';
import { patchGrid } from './patch-grid.ts';

const image: RasterImage = {
  data: Uint8Array.from({ length: 30 * 20 * 3 }, (_, i) => i % 251),
  width: 30,
  height: 20,
  channels: 3,
};
const grid = patchGrid(30, 20, { patchSize: 8, stride: 4 });

describe('`encodeGrid`', () => {
  it('encodes every patch of the grid, whatever the size of the batches', async () => {
    const whole = await encodeGrid(firstPixelEncoder(), image, grid);
    expect(whole.shape).toEqual([4, 6, 2]);
    for (let row = 0; row < 4; row++) {
      for (let col = 0; col < 6; col++) {
        const pixel = (row * 4 * 30 + col * 4) * 3;
        const at = (row * 6 + col) * 2;
        const expected = unit(image.data[pixel]!, image.data[pixel + 1]!);
        expect([...whole.data.subarray(at, at + 2)]).toEqual(expected.map(Math.fround));
      }
    }
    for (const batchSize of [1, 5, 24, 1000]) {
      expect(await encodeGrid(firstPixelEncoder(), image, grid, { batchSize })).toEqual(whole);
    }
  });

  it('hands over batches of the size asked for and reports each', async () => {
    const encoder = firstPixelEncoder();
    const progress: Array<[number, number]> = [];
    const onProgress = (done: number, total: number) => void progress.push([done, total]);
    await encodeGrid(encoder, image, grid, { batchSize: 10, onProgress });
    expect(encoder.batches).toEqual([10, 10, 4]);
    expect(progress).toEqual([
      [10, 24],
      [20, 24],
      [24, 24],
    ]);
  });

  it('feeds the colour negative when it is asked to, and leaves the image as it is', async () => {
    const negative = { ...image, data: image.data.map((v) => (256 - v) % 256) };
    const expected = await encodeGrid(firstPixelEncoder(), negative, grid);
    expect(await encodeGrid(firstPixelEncoder(), image, grid, { negative: true })).toEqual(
      expected,
    );
    expect(image.data[1]).toBe(1);
  });

  it('stops between batches when its signal is aborted', async () => {
    const encoder = firstPixelEncoder();
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    const onProgress = () => controller.abort(reason);
    const encoding = encodeGrid(encoder, image, grid, {
      batchSize: 10,
      signal: controller.signal,
      onProgress,
    });
    await expect(encoding).rejects.toBe(reason);
    expect(encoder.batches).toEqual([10]);
  });

  it('refuses what an encoder returns in the wrong shape', async () => {
    const wrong: Array<DenseArray<Float32Array>> = [
      { data: new Float32Array(48), shape: [48] },
      { data: new Float32Array(72), shape: [24, 3] },
      { data: new Float32Array(46), shape: [23, 2] },
      { data: new Float32Array(40), shape: [24, 2] },
    ];
    for (const result of wrong) {
      const encoder = { ...firstPixelEncoder(), encode: async () => result };
      await expect(encodeGrid(encoder, image, grid)).rejects.toThrow(
        `expected encoder first-pixel to return shape [24, 2], got [${result.shape.join(', ')}] with ${result.data.length} elements`,
      );
    }
  });

  it('refuses a grid of another patch size and a batch of none', async () => {
    const other = patchGrid(30, 20, { patchSize: 16, stride: 4 });
    await expect(encodeGrid(firstPixelEncoder(), image, other)).rejects.toThrow(
      new RangeError('expected a grid of 8-pixel patches for encoder first-pixel, got 16'),
    );
    for (const batchSize of [0, 1.5, Number.NaN]) {
      await expect(encodeGrid(firstPixelEncoder(), image, grid, { batchSize })).rejects.toThrow(
        new RangeError(`expected batchSize to be a positive integer, got ${batchSize}`),
      );
    }
  });
});

/** Embeds a patch as the direction of red and green in its first pixel. */
function firstPixelEncoder(): PatchEncoder & { batches: number[] } {
  const batches: number[] = [];
  return {
    id: 'first-pixel',
    dim: 2,
    patchSize: 8,
    batches,
    async encode({ data, shape }) {
      const [count = 0] = shape;
      batches.push(count);
      const embeddings = new Float32Array(count * 2);
      for (let i = 0; i < count; i++) {
        embeddings.set(unit(data[i * 8 * 8 * 3]!, data[i * 8 * 8 * 3 + 1]!), i * 2);
      }
      return { data: embeddings, shape: [count, 2] };
    },
    async dispose() {},
  };
}

function unit(x: number, y: number): [number, number] {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}
