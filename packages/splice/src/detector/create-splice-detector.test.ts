import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodeJpeg, encodePng, type RasterImage } from '@exifclip/image';
import { loadModel } from '@exifclip/models';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { texturedImage as image } from '../../test/textured-image.ts';
import { createSpliceDetector, type SpliceDetector } from './create-splice-detector.ts';

let detector: SpliceDetector;
beforeAll(async () => {
  detector = await createSpliceDetector({ threads: 1, onFallback: () => {} });
});
afterAll(() => detector.dispose());

const small = { maxPatches: 100 };

test('`analyze` takes pixels, bytes, a Blob, a path and its URL, and says the same of all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exifclip-detector-'));
  const path = join(folder, 'photo.png');
  const picture = image(320, 256);
  const bytes = await encodePng(picture);
  await writeFile(path, bytes);
  const fromPixels = await detector.analyze(picture, small);
  const blob = new Blob([new Uint8Array(bytes)]);
  for (const source of [bytes, blob, path, pathToFileURL(path)]) {
    const report = await detector.analyze(source, small);
    expect(report.score).toBe(fromPixels.score);
    expect(report.heatmap).toEqual(fromPixels.heatmap);
  }
  await rm(folder, { recursive: true });
  expect(fromPixels.method).toBe('traced-region');
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

test('a file of more pixels than `maxPixels` is refused before it is decoded, one of as many is not', async () => {
  const bytes = await encodePng(image(320, 256));
  const most = { ...small, maxPixels: 320 * 256 };
  expect((await detector.analyze(bytes, most)).grid.imageWidth).toBe(320);
  await expect(detector.analyze(bytes, { maxPixels: 320 * 256 - 1 })).rejects.toThrow(
    'expected at most 81919 pixels, got 320x256',
  );
});

test('`stride` lays patches at that distance, and not too many of them', async () => {
  const { grid } = await detector.analyze(image(320, 256), { stride: 48 });
  expect([...grid.colOffsets]).toEqual([0, 48, 96, 144, 192, 240]);
  const large = { data: new Uint8Array(2000 * 2000 * 3), width: 2000, height: 2000, channels: 3 };
  await expect(detector.analyze(large as RasterImage, { stride: 1 })).rejects.toThrow(
    'at most 250000 patches on 2000x2000, got 1',
  );
  for (const stride of [0, -8, 1.5, Number.NaN]) {
    await expect(detector.analyze(image(320, 256), { stride })).rejects.toThrow(RangeError);
  }
});

test('`consistencyFrom` gives the chosen cell 1 at itself, and refuses what is no cell', async () => {
  const report = await detector.analyze(image(320, 256), { stride: 64, method: 'mean-shift' });
  const [rows, cols] = report.heatmap.shape as [number, number];
  const { data, shape } = report.consistencyFrom(1, 2);
  expect(shape).toEqual([rows, cols]);
  expect(data[cols + 2]).toBeCloseTo(1, 4);
  for (const value of data) expect(Math.abs(value)).toBeLessThanOrEqual(1.0001);
  expect(() => report.consistencyFrom(rows, 0)).toThrow(RangeError);
  expect(() => report.consistencyFrom(0, -1)).toThrow(RangeError);
});

test('the consistency of two cells is the dot product of `cells`, whitened as they were clustered', async () => {
  const report = await detector.analyze(image(320, 256), small);
  const cells = report.cells();
  const [rows, cols, dim] = cells.shape as [number, number, number];
  expect([rows, cols]).toEqual(report.heatmap.shape);
  const { data } = report.consistencyFrom(1, 2);
  const vector = (cell: number) => cells.data.subarray(cell * dim, (cell + 1) * dim);
  const [chosen, other] = [vector(cols + 2), vector(rows * cols - 1)];
  const product = chosen.reduce((sum, value, k) => sum + value * other[k]!, 0);
  expect(product).toBeCloseTo(data[rows * cols - 1]!, 5);
  expect(report.cells()).toBe(cells);
});

test('a report says how long each step took, decoding too, and hands out the pixels', async () => {
  let pixels: RasterImage | undefined;
  const picture = image(640, 480);
  const { timings } = await detector.analyze(await encodePng(picture), {
    ...small,
    onImage: (decoded) => {
      pixels = decoded;
    },
  });
  expect(pixels).toEqual(picture);
  const { total, ...parts } = timings;
  expect(timings.decode).toBeGreaterThan(0.5);
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 0);
});

test('the score is a probability by the curve of its method, and none without a calibration', async () => {
  const ours = await detector.analyze(image(320, 256), small);
  const published = await detector.analyze(image(320, 256), { ...small, method: 'mean-shift' });
  for (const { probability } of [ours, published]) {
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThan(1);
  }
  expect(published.score).toBe(published.meanResponse);
  expect(published.meanResponse).toBe(ours.meanResponse);
  const model = { ...(await loadModel()), calibration: async () => undefined };
  const plain = await createSpliceDetector({ model, threads: 1, onFallback: () => {} });
  const report = await plain.analyze(image(320, 256), small);
  await plain.dispose();
  expect([report.score, report.probability]).toEqual([ours.score, undefined]);
});

test('a heavily recompressed file is analysed, with a warning', async () => {
  const file = await encodeJpeg(image(320, 256), { quality: 20 });
  const { warnings, evidence } = await detector.analyze(file, small);
  expect(evidence.jpegQuality).toBe(20);
  expect(warnings).toEqual([
    'low evidence: heavily recompressed: the file was saved at a JPEG quality of 20',
  ]);
});

test('what is no image is refused with what came', async () => {
  for (const [source, got] of [
    [null, 'null'],
    [undefined, 'undefined'],
    [7, 'number'],
    [{}, 'object'],
  ] as const) {
    await expect(detector.analyze(source as never)).rejects.toThrow(`got ${got}`);
  }
  await expect(detector.analyze('/no/such/photo.jpg')).rejects.toThrow('/no/such/photo.jpg');
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
