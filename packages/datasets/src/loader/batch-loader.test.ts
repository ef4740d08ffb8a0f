import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodeJpeg } from '@exifclip/image';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { trainingBatch } from '../batch/training-batch.ts';
import {
  batchLoader,
  loadTrainingPhotos,
  photosFromManifest,
  shardPhotos,
  writeShards,
} from '../node.ts';
import { photoCropCache } from '../photo-crop-cache.node.ts';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { ShardError } from '../shards/shard-error.ts';
import type { PhotoStore } from './photo-store.ts';

let folder = '';
let manifest = '';
let photos: PhotoStore;
const options = { seed: 'loader', photosPerBatch: 2, cameraPairs: 1, patchSize: 32 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-loader-'));
  manifest = join(folder, 'photos.jsonl');
  photos = { kind: 'manifest', path: manifest };
  await mkdir(join(folder, 'crops'));
  const lines: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    const crops: object[] = [];
    for (const k of [0, 1]) {
      const scene = proceduralScene(256, 256, createRandom('file', i, k));
      const file = `crops/${i}-${k}.jpg`;
      await writeFile(join(folder, file), await encodeJpeg(scene, { quality: 95 }));
      crops.push({ file, kind: 'central', x: 0, y: 0 });
    }
    const jpeg = { quality: 95, standardTables: true, sampling: '2x2/1x1/1x1', tables: 'x' };
    const flags = { pristine: true, colourChart: false, lowTexture: false };
    const camera = { make: 'Canon', model: `M${i}`, width: 256, height: 256 };
    const exif = { Make: 'Canon', Model: `M${i}`, ISO: 100 };
    const named = { id: `${i}`, split: 'train', source: 's' };
    lines.push(JSON.stringify({ ...named, ...camera, ...flags, jpeg, exif, crops }));
  }
  await writeFile(manifest, lines.join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('batchLoader', () => {
  test('a batch that was used is let go of, however long the run', async () => {
    setFlagsFromString('--expose_gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const { signal } = new AbortController();
    const used: WeakRef<Uint8Array>[] = [];
    for await (const { patches } of batchLoader({ ...options, photos, endStep: 8, signal })) {
      used.push(new WeakRef(patches.data));
      await setImmediate();
      collectGarbage();
      // The one in use, and perhaps the one before it.
      const kept = used.filter((batch) => batch.deref() !== undefined);
      expect(kept.length).toBeLessThanOrEqual(2);
    }
    expect(used).toHaveLength(8);
  });

  test('photos may lie in shards, and then give the batches of those', async () => {
    const shards = join(folder, 'shards');
    await writeShards(photosFromManifest(manifest), shards, {
      cropSize: 128,
      leastCropSize: 64,
      valShare: 0,
    });
    const opened = await shardPhotos(shards);
    const stored = { kind: 'shards', path: shards } as const;
    for await (const batch of batchLoader({ ...options, photos: stored, endStep: 2 })) {
      const expected = await trainingBatch(opened, { ...options, step: batch.step });
      expect(batch.sentences).toEqual(expected.sentences);
      expect(Buffer.compare(batch.patches.data, expected.patches.data)).toBe(0);
    }
  });

  test('chains that need WebP or libvips find them, and options of sentences and pools arrive', async () => {
    const chain = { emptyShare: 0, jpegShare: 1, webpShare: 1, resizeShare: 1, libvipsShare: 1 };
    const rest = { tagKeep: 1, processingTagKeep: 1, sentence: { style: 'paper' as const } };
    const batches = batchLoader({ ...options, ...rest, photos, chain, poolPhotos: 2, endStep: 1 });
    for await (const { sentences } of batches) {
      expect(sentences.join()).toMatch(/WebpQuality/);
      expect(sentences.join()).toMatch(/ResizeLibrary: libvips/);
    }
    const small = batchLoader({ ...options, photos, poolPhotos: 1 });
    await expect(small.next()).rejects.toThrow(/at least 2 photos to choose from, got 1/);
  });

  test('`batchLoader` gives the batches of `trainingBatch` in order, wherever it starts', async () => {
    const opened = await loadTrainingPhotos(manifest);
    const steps: number[] = [];
    for await (const batch of batchLoader({ ...options, photos, startStep: 4, endStep: 7 })) {
      const expected = await trainingBatch(opened, { ...options, step: batch.step });
      expect(batch.sentences).toEqual(expected.sentences);
      expect(Buffer.compare(batch.patches.data, expected.patches.data)).toBe(0);
      steps.push(batch.step);
    }
    expect(steps).toEqual([4, 5, 6]);
  });

  test('leaving the loop early ends it, and no step at all is no error', async () => {
    const batches = batchLoader({ ...options, photos });
    for await (const batch of batches) if (batch.step === 1) break;
    expect(await batches.next()).toEqual({ done: true, value: undefined });
    const none = batchLoader({ ...options, photos, startStep: 3, endStep: 3 });
    expect(await none.next()).toEqual({ done: true, value: undefined });
  });

  test('an error while a batch is prepared comes out at its turn', async () => {
    const batches = batchLoader({ ...options, photos, photosPerBatch: 9 });
    await expect(batches.next()).rejects.toThrow(
      'expected at least 9 photos to choose from, got 3',
    );
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });

  test('an abort ends the iteration with its reason', async () => {
    const controller = new AbortController();
    const batches = batchLoader({ ...options, photos, signal: controller.signal });
    await batches.next();
    controller.abort(new Error('enough'));
    const end = (async () => {
      for (let i = 0; i < 3; i += 1) await batches.next();
    })();
    await expect(end).rejects.toThrow('enough');
    await expect(
      batchLoader({ ...options, photos, signal: controller.signal }).next(),
    ).rejects.toThrow('enough');
  });

  test('a missing manifest and odd counts are refused', async () => {
    const nowhere = { kind: 'manifest', path: join(folder, 'no') } as const;
    await expect(batchLoader({ ...options, photos: nowhere }).next()).rejects.toThrow(/ENOENT/);
    const empty = { kind: 'shards', path: folder } as const;
    await expect(batchLoader({ ...options, photos: empty }).next()).rejects.toThrow(ShardError);
    await expect(batchLoader({ ...options, photos, prefetch: 0.5 }).next()).rejects.toThrow(
      /prefetch.*0\.5/,
    );
    await expect(batchLoader({ ...options, photos, workers: 0 }).next()).rejects.toThrow(
      /workers.*got 0/,
    );
  });
});

// Worker threads run from the built package, so these tests run it in a process of its own.
const built = fileURLToPath(new URL('../../dist/node.js', import.meta.url));

async function runBuilt(body: string): Promise<string> {
  const setup = `
    import { batchLoader } from ${JSON.stringify(built)};
    const options = ${JSON.stringify({ ...options, photos })};`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', setup + body],
    { env: { PATH: process.env['PATH'] }, timeout: 50_000 },
  );
  return stdout;
}

describe.skipIf(!existsSync(built))('batchLoader with worker threads', () => {
  test('the batches are those of `trainingBatch`, whatever the number of workers', async () => {
    const output = await runBuilt(`
      const settings = { poolPhotos: 2, poolSteps: 2, startStep: 2, endStep: 6 };
      // A worker without room for one crop decodes anew each time.
      for (const [workers, cacheBytes] of [[1, 2 ** 31], [2, 2 ** 20], [4, 0]]) {
        const loader = batchLoader({ ...options, ...settings, workers, cacheBytes });
        for await (const batch of loader) {
          const sum = batch.patches.data.reduce((a, v) => (a * 31 + v) % 1000003, 7);
          console.log(JSON.stringify([batch.step, sum, batch.sentences]));
        }
      }`);
    const opened = await loadTrainingPhotos(manifest);
    const expected: string[] = [];
    for (const step of [2, 3, 4, 5]) {
      const pool = { poolPhotos: 2, poolSteps: 2 };
      const { patches, sentences } = await trainingBatch(opened, { ...options, ...pool, step });
      const sum = patches.data.reduce((a, v) => (a * 31 + v) % 1000003, 7);
      expected.push(JSON.stringify([step, sum, sentences]));
    }
    expect(output.trim().split('\n')).toEqual([...expected, ...expected, ...expected]);
  });

  test('errors come out at their turn, and neither break, abort nor a forgotten loop hangs', async () => {
    const output = await runBuilt(`
      const failing = batchLoader({ ...options, photosPerBatch: 9 });
      console.log(await failing.next().catch((error) => error.name + ': ' + error.message));
      for await (const batch of batchLoader(options)) if (batch.step === 1) break;
      const controller = new AbortController();
      const aborted = batchLoader({ ...options, signal: controller.signal });
      await aborted.next();
      const next = Promise.all([aborted.next(), aborted.next(), aborted.next(), aborted.next()]);
      controller.abort(new Error('enough'));
      console.log(await next.catch((error) => error.message));
      await batchLoader(options).next();
      console.log('end');`);
    expect(output.trim().split('\n')).toEqual([
      'RangeError: expected at least 9 photos to choose from, got 3',
      'enough',
      'end',
    ]);
  });
});

describe('photoCropCache', () => {
  test('`photoCropCache` decodes once, and lets go of what was not asked for the longest', async () => {
    const path = (i: number): string => join(folder, `crops/${i}-0.jpg`);
    const size = 256 * 256 * 3;
    const cache = photoCropCache({ maxBytes: 2 * size });
    const first = await cache.get(path(0));
    expect(await cache.get(path(0))).toBe(first);
    await cache.get(path(1));
    await cache.get(path(0));
    await cache.get(path(2));
    expect(cache.bytes()).toBe(2 * size);
    expect(await cache.get(path(0))).toBe(first);
    const none = photoCropCache({ maxBytes: 0 });
    expect(await none.get(path(0))).not.toBe(await none.get(path(0)));
    expect(none.bytes()).toBe(0);
  });

  test('a file that cannot be read is named, and tried again', async () => {
    const cache = photoCropCache();
    const path = join(folder, 'late.jpg');
    await expect(cache.get(path)).rejects.toThrow(/late\.jpg/);
    await writeFile(path, 'no image');
    await expect(cache.get(path)).rejects.toThrow(/late\.jpg/);
    await writeFile(path, await encodeJpeg(proceduralScene(16, 16, createRandom(1))));
    expect((await cache.get(path)).width).toBe(16);
    expect(cache.bytes()).toBe(16 * 16 * 3);
  });
});

const data = sharedData();
describe.skipIf(!data)('the shared photos', () => {
  test('a batch of real photos has the composition of the published recipe and says nothing private', async () => {
    const photos = await loadTrainingPhotos(`${data}/photos/photos.jsonl`);
    expect(photos).toHaveLength(902);
    const { patches, sentences } = await trainingBatch(photos, { seed: 1, step: 0 });
    expect(patches.shape).toEqual([256, 64, 64, 3]);
    expect(sentences).toHaveLength(128);
    expect(sentences.slice(0, 88).filter((text) => text.includes('Make: ')).length).toBeGreaterThan(
      50,
    );
    expect(
      sentences
        .slice(88)
        .every((text) => /(LensBlur|ReadNoise|Demosaicing|ToneGamma): /.test(text)),
    ).toBe(true);
    expect(sentences.join('\n')).not.toMatch(/GPS|SerialNumber|DateTime|Artist|OwnerName/);
  });
});
