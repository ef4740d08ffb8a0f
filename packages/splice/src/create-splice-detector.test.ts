import { encodePng, type RasterImage } from '@exifclip/image';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSpliceDetector, type SpliceDetector } from './create-splice-detector.ts';

let detector: SpliceDetector;
beforeAll(async () => {
  detector = await createSpliceDetector({ threads: 1, onFallback: () => {} });
});
afterAll(() => detector.dispose());

/** A smooth picture with fine noise, whose middle is blurred by averaging neighbours. */
function image(width: number, height: number): RasterImage {
  let state = 3;
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    state = (state * 1664525 + 1013904223) >>> 0;
    const x = Math.floor(i / 3) % width;
    data[i] = 120 + 60 * Math.sin(x / 30) + (state >>> 27);
  }
  for (let y = Math.floor(height / 4); y < height / 2; y++) {
    for (let x = Math.floor(width / 4); x < width / 2; x++) {
      const i = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) data[i + c] = (data[i + c]! + data[i + 3 + c]!) >> 1;
    }
  }
  return { data, width, height, channels: 3 };
}

test('`analyze` takes bytes and pixels, and says the same of both', async () => {
  const picture = image(320, 256);
  const fromPixels = await detector.analyze(picture);
  const fromBytes = await detector.analyze(await encodePng(picture));
  expect(fromBytes.score).toBe(fromPixels.score);
  expect(fromBytes.heatmap).toEqual(fromPixels.heatmap);
  expect(fromPixels.method).toBe('exponential-region');
  expect(fromPixels.mask.shape).toEqual(fromPixels.heatmap.shape);
  expect(fromPixels.warnings).toEqual([]);
});

test('`analyze` keeps to the budget of patches, and reports progress up to the end', async () => {
  const seen: string[] = [];
  const { grid } = await detector.analyze(image(320, 256), {
    maxPatches: 50,
    onProgress: (done, total) => seen.push(`${done}/${total}`),
  });
  const patches = grid.rowOffsets.length * grid.colOffsets.length;
  expect(patches).toBeLessThanOrEqual(50);
  expect(seen.at(-1)).toBe(`${patches}/${patches}`);
});

test('an image of few patches gets a warning, one of none an error that gives both sizes', async () => {
  const { warnings } = await detector.analyze(image(72, 64));
  expect(warnings).toHaveLength(1);
  await expect(detector.analyze(image(40, 30))).rejects.toThrow('64x64, got 40x30');
});

test('an aborted analysis stops with the reason of the signal', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(detector.analyze(image(320, 256), { signal })).rejects.toThrow('enough');
});

test('bytes that are no image are refused by the name they were given', async () => {
  const bytes = new TextEncoder().encode('hello');
  await expect(detector.analyze(bytes, { name: 'note.jpg' })).rejects.toThrow('note.jpg');
});
