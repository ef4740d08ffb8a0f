import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { noiseImage } from '../../test/noise-image.ts';
import { encodeGrid } from '../encode-grid.ts';
import { gridForBudget } from '../grid-for-budget.ts';
import { compactTower, compactTowerParameters } from './compact-tower.ts';
import { createTfjsPatchEncoder } from './create-tfjs-patch-encoder.ts';

const sizes = { id: 'test', dim: 12, patchSize: 32 };
const config = { widths: [8, 16, 16], dim: 12 } as const;
const patches = { data: noiseImage(32, 96).data, shape: [3, 32, 32, 3] };

beforeAll(async () => {
  await chooseBackend({ prefer: 'wasm' });
});

test('`createTfjsPatchEncoder` gives the tower’s embeddings and keeps no tensor', async () => {
  const parameters = compactTowerParameters(1, config);
  const expected = tf.tidy(() =>
    compactTower(parameters, tf.tensor4d(patches.data, [3, 32, 32, 3])).embeddings.dataSync(),
  );
  const before = tf.memory().numTensors;
  const encoder = createTfjsPatchEncoder(compactTower, parameters, sizes);
  expect(await encoder.encode(patches)).toEqual({ data: expected, shape: [3, 12] });
  const none = { data: new Uint8Array(0), shape: [0, 32, 32, 3] };
  expect(await encoder.encode(none)).toEqual({ data: new Float32Array(0), shape: [0, 12] });
  const image = noiseImage(70, 50);
  const grid = gridForBudget(70, 50, { patchSize: 32, maxPatches: 9 });
  expect((await encodeGrid(encoder, image, grid)).shape).toEqual([2, 3, 12]);
  await encoder.dispose();
  expect(tf.memory().numTensors).toBe(before);
  await expect(encoder.encode(patches)).rejects.toThrow('encode was called after dispose');
});

test('`createTfjsPatchEncoder` refuses other patches, other embeddings, and an aborted signal', async () => {
  const parameters = compactTowerParameters(1, config);
  const encoder = createTfjsPatchEncoder(compactTower, parameters, sizes);
  await expect(encoder.encode({ ...patches, shape: [3, 32, 32] })).rejects.toThrow(
    new TypeError('test: expected patches [n, 32, 32, 3], got [3,32,32]'),
  );
  await expect(encoder.encode({ ...patches, shape: [4, 32, 32, 3] })).rejects.toThrow(
    new TypeError('test: expected 12288 bytes for patches [4,32,32,3], got 9216'),
  );
  const wrong = createTfjsPatchEncoder(compactTower, parameters, { ...sizes, dim: 5 });
  const before = tf.memory().numTensors;
  await expect(wrong.encode(patches)).rejects.toThrow(
    new TypeError('test: expected a tower of embeddings [n, 5], got [3,12]'),
  );
  expect(tf.memory().numTensors).toBe(before);
  const signal = AbortSignal.abort(new Error('stop'));
  await expect(encoder.encode(patches, { signal })).rejects.toThrow('stop');
});
