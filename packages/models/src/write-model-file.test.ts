import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledLocation } from './bundled-location.ts';
import { loadModel } from './load-model.ts';
import { writeModelFile } from './write-model-file.node.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-model-file-'));
  await cp(fileURLToPath(bundledLocation('base')), join(folder, 'model'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

test('`writeModelFile` puts a file and its checksum into a folder that loads as before', async () => {
  const path = join(folder, 'model');
  const before = await readdir(path);
  const methods = { 'mean-shift': { slope: 1, offset: 2 } };
  const bytes = new TextEncoder().encode(JSON.stringify({ format: 1, methods }));
  await writeModelFile(path, 'calibration.json', bytes);
  const model = await loadModel(path);
  expect(await model.calibration()).toEqual({ format: 1, methods });
  expect((await model.whitening())!.mean.shape).toEqual([model.config.dim]);
  expect(new Set(await readdir(path))).toEqual(new Set([...before, 'calibration.json']));
});

test('a folder that holds no model is refused, and stays as it is', async () => {
  await expect(writeModelFile(folder, 'x.json', new Uint8Array(1))).rejects.toThrow('config.json');
  expect(await readdir(folder)).toEqual(['model']);
});
