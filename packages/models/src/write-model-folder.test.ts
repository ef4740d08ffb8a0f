import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadModel } from './load-model.ts';
import { writeModelFolder } from './node.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-write-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('`writeModelFolder` replaces what is there, leaves nothing beside it, and is read back', async () => {
  const path = join(folder, 'model');
  await mkdir(path);
  await writeFile(join(path, 'old.txt'), 'old');
  const vector = { data: Float32Array.of(1, 2), shape: [2] };
  const projection = { data: Float32Array.of(1, 0, 0, 1), shape: [2, 2] };
  await writeModelFolder(path, {
    config: { id: 'tiny', patchSize: 4, dim: 2 },
    patchEncoder: Uint8Array.of(1, 2, 3),
    imageTower: { kernel: vector },
    textEncoder: { kind: 'bag', buckets: 8, sentence: { style: 'tags' }, tower: { table: vector } },
    whitening: { mean: vector, projection },
    card: '# tiny\n',
  });
  expect(await readdir(folder)).toEqual(['model']);
  expect(await readdir(path)).not.toContain('old.txt');
  expect(await readFile(join(path, 'README.md'), 'utf8')).toBe('# tiny\n');
  const model = await loadModel(path);
  expect(model.config.id).toBe('tiny');
  expect(await model.whitening()).toEqual({ mean: vector, projection });
});

test('a folder needs neither a sentence encoder nor a whitening, and says which it lacks', async () => {
  const path = join(folder, 'patches-only');
  await writeModelFolder(path, {
    config: { id: 'tiny', patchSize: 4, dim: 2 },
    patchEncoder: Uint8Array.of(1, 2, 3),
    imageTower: {},
    card: '# tiny\n',
  });
  const model = await loadModel(path);
  expect(model.config.textEncoder).toBeUndefined();
  await expect(model.patchEncoder({ weights: 'float16' })).rejects.toThrow(
    /patch-encoder\.float16\.onnx: config\.json lists no such file/,
  );
  expect(await model.whitening()).toBeUndefined();
  expect(await model.calibration()).toBeUndefined();
  await expect(model.textEncoder()).rejects.toThrow(/tiny: has no sentence encoder/);
});

test('a folder of format 1 is read as one of format 2 with a bag of pieces', async () => {
  const path = join(folder, 'old');
  await mkdir(path);
  const config = { format: 1, id: 'old', patchSize: 4, dim: 2, textBuckets: 8, files: {} };
  await writeFile(join(path, 'config.json'), JSON.stringify(config));
  expect((await loadModel(path)).config).toEqual({
    format: 2,
    id: 'old',
    patchSize: 4,
    dim: 2,
    textEncoder: { kind: 'bag', buckets: 8, sentence: { style: 'tags' } },
    files: {},
  });
});
