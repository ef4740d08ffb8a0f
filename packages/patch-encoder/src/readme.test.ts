import type { DenseArray, RasterImage } from '@exifclip/image';
import { chooseBackend } from '@exifclip/nn/backend';
import {
  createOnnxFeatureEncoder,
  encodeGrid,
  encodeGridConvolutionally,
  gridForBudget,
  type PatchEncoder,
  randomCrops,
} from '@exifclip/patch-encoder';
import {
  compactConvolutionalTower,
  compactTowerParameters,
  createTfjsPatchEncoder,
  initResNet,
  resNetTower,
} from '@exifclip/patch-encoder/tower';
import { trace } from '@exifclip/tfjs-onnx';
import type * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { readmeRegions } from '../../../test/readme-regions.ts';
import { noiseImage } from '../test/noise-image.ts';

const { readme, regions } = readmeRegions(import.meta.url, '../README.md');

beforeAll(async () => {
  await chooseBackend({ prefer: 'wasm' });
});

/** Embeds a patch as its first pixel, scaled to unit length. */
const encoder: PatchEncoder = {
  id: 'first-pixel',
  dim: 3,
  patchSize: 64,
  encode: async ({ data, shape }) => {
    const rows = Array.from({ length: shape[0]! }, (_, i) => [
      ...data.subarray(i * 64 * 64 * 3, i * 64 * 64 * 3 + 3),
    ]);
    const unit = rows.map((row) => row.map((v) => v / Math.hypot(...row)));
    return { data: Float32Array.from(unit.flat()), shape: [shape[0]!, 3] };
  },
  dispose: async () => {},
};

test('the first example of the README runs as it stands there', async () => {
  const image = noiseImage(320, 256);
  const logged: unknown[] = [];
  const console = { log: (value: unknown) => logged.push(value) };
  // #region
  const { patchSize } = encoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches: 1000 });
  const embeddings = await encodeGrid(encoder, image, grid);
  console.log(embeddings.shape); // [rows, columns, encoder.dim]
  // #endregion
  expect(logged).toEqual([[25, 33, 3]]);
  expect(readme).toContain(regions[0]);
});

test('the example of a tower runs as it stands there', async () => {
  const photo = noiseImage(300, 200);
  // #region
  const config = { depth: 18, dim: 128 } as const; // resNet50Config is the paper's
  const parameters = initResNet({ config, seed: 1 });
  const tower = createTfjsPatchEncoder(
    (own, patches) => resNetTower(own, patches, { config }),
    parameters,
    { id: 'my-resnet', dim: 128, patchSize: 124 },
  );
  const crops = randomCrops(photo, { patchSize: 124, count: 4, seed: 1 });
  const { shape } = await tower.encode(crops); // [4, 128], unit length
  // #endregion
  expect(shape).toEqual([4, 128]);
  expect(readme).toContain(regions[1]);
});

test('the example of one pass over an image runs as it stands there', async () => {
  const parameters = compactTowerParameters(1, { widths: [4, 4, 8], dim: 16 });
  const image: RasterImage = noiseImage(600, 300);
  const grid = gridForBudget(600, 300, { patchSize: 64, maxPatches: 100 });
  const run = async (): Promise<DenseArray> => {
    // #region
    const tower = compactConvolutionalTower();
    const tileSize = 512;
    const { bytes: features } = trace(
      ({ tiles }) => ({ features: tower.features(parameters, tiles as tf.Tensor4D) }),
      { tiles: { shape: [1, tileSize, tileSize, 3], dtype: 'uint8' } },
    );
    const { bytes: embed } = trace(
      ({ statistics }) => ({ embeddings: tower.embed(parameters, statistics as tf.Tensor2D) }),
      { statistics: { shape: [1, 2 * 8], dtype: 'float32' } }, // mean and deviation of 8 channels
      { symbolicBatch: true },
    );
    const { geometry } = tower;
    const options = { id: 'one-pass', dim: 16, patchSize: 64, tileSize, geometry };
    const onePass = await createOnnxFeatureEncoder({ features, embed }, options);
    return encodeGridConvolutionally(onePass, image, grid, { approximate: true });
    // #endregion
  };
  const { shape } = await run();
  expect(shape).toEqual([grid.rowOffsets.length, grid.colOffsets.length, 16]);
  expect(readme).toContain(regions[2]!.replace(/^ {2}/gm, ''));
});
