import type { Parameters } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noiseImage } from '../test/noise-image.ts';
import {
  createOnnxFeatureEncoder,
  featureOutputName,
  statisticsInputName,
  tileInputName,
} from './create-onnx-feature-encoder.ts';
import { embeddingOutputName } from './create-onnx-patch-encoder.ts';
import { encodeGrid } from './encode-grid.ts';
import { encodeGridConvolutionally } from './encode-grid-convolutionally.ts';
import type { FeatureEncoder } from './feature-encoder.ts';
import { patchGrid } from './patch-grid.ts';
import { compactConvolutionalTower } from './tower/compact-convolutional-tower.ts';
import { compactTower, compactTowerParameters } from './tower/compact-tower.ts';
import { createTfjsFeatureEncoder } from './tower/create-tfjs-feature-encoder.ts';
import { createTfjsPatchEncoder } from './tower/create-tfjs-patch-encoder.ts';
import { initResNet } from './tower/init-resnet.ts';
import { resNetConvolutionalTower } from './tower/resnet-convolutional-tower.ts';

const image = noiseImage(230, 190);
const sizes = { id: 'test', dim: 12, patchSize: 96 };
const unpadded = compactConvolutionalTower({ padded: false });
const padded = compactConvolutionalTower();
let parameters: Parameters;

beforeAll(async () => {
  await chooseBackend({ prefer: 'wasm' });
  parameters = compactTowerParameters(1, { widths: [8, 16, 16], dim: 12 });
});

function worst(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe('`encodeGridConvolutionally` of a tower without padding', () => {
  const grids = {
    'patches at the tower’s stride': patchGrid(230, 190, { patchSize: 96, stride: 8 }),
    'patches at several strides': patchGrid(230, 190, { patchSize: 96, stride: 24 }),
    'patches that do not touch': {
      ...patchGrid(230, 190, { patchSize: 96, stride: 128 }),
      rowOffsets: Int32Array.of(3, 91),
    },
    'one patch': { ...patchGrid(230, 190, { patchSize: 96, stride: 500 }) },
  };
  for (const [what, grid] of Object.entries(grids)) {
    it(`is that of \`encodeGrid\` to 1e-4, in tiles of any size: ${what}`, async () => {
      const tower = (own: Parameters, patches: tf.Tensor4D) =>
        compactTower(own, patches, { padded: false });
      const encoder = createTfjsPatchEncoder(tower, parameters, sizes);
      const expected = await encodeGrid(encoder, image, grid);
      for (const tileSize of [80, 136, 320]) {
        const features = createTfjsFeatureEncoder(unpadded, parameters, { ...sizes, tileSize });
        const got = await encodeGridConvolutionally(features, image, grid);
        expect(got.shape).toEqual(expected.shape);
        expect(worst(got.data, expected.data)).toBeLessThan(1e-4);
      }
    });
  }

  it('refuses patches smaller than what a position sees', () => {
    expect(() => unpadded.features(parameters, tf.zeros([1, 64, 80, 3]))).toThrow(
      new RangeError('expected patches of at least 74x74 without padding, got 80x64'),
    );
  });
});

describe('`encodeGridConvolutionally` of a tower that pads', () => {
  const grid = patchGrid(230, 190, { patchSize: 96, stride: 16 });

  it('is refused unless an approximation is asked for', async () => {
    const encoder = createTfjsFeatureEncoder(padded, parameters, { ...sizes, tileSize: 96 });
    await expect(encodeGridConvolutionally(encoder, image, grid)).rejects.toThrow(
      new RangeError('expected approximate: true for encoder test, whose tower pads its patches'),
    );
  });

  it('is near the patches’ embeddings, but not equal, and does not depend on the tiles', async () => {
    const patches = createTfjsPatchEncoder(compactTower, parameters, sizes);
    const expected = await encodeGrid(patches, image, grid);
    const passes = [];
    for (const tileSize of [80, 96, 320]) {
      const encoder = createTfjsFeatureEncoder(padded, parameters, { ...sizes, tileSize });
      passes.push(await encodeGridConvolutionally(encoder, image, grid, { approximate: true }));
    }
    for (const { data } of passes) {
      expect(worst(data, passes[0]!.data)).toBeLessThan(1e-5);
      expect(worst(data, expected.data)).toBeGreaterThan(1e-3);
      for (let i = 0; i < data.length; i += 12) {
        const own = expected.data.subarray(i, i + 12);
        const cosine = own.reduce((sum, v, k) => sum + v * data[i + k]!, 0);
        expect(cosine).toBeGreaterThan(0.9);
      }
    }
  });

  it('takes a residual network too, with patches at multiples of its stride', async () => {
    const config = { depth: 18, dim: 4 } as const;
    const own = initResNet({ config });
    const options = { id: 'resnet', dim: 4, patchSize: 64, tileSize: 640 };
    const encoder = createTfjsFeatureEncoder(resNetConvolutionalTower(config), own, options);
    const at = (stride: number) => patchGrid(230, 190, { patchSize: 64, stride });
    const approximate = { approximate: true };
    const { shape } = await encodeGridConvolutionally(encoder, image, at(32), approximate);
    expect(shape).toEqual([4, 6, 4]);
    await expect(encodeGridConvolutionally(encoder, image, at(40), approximate)).rejects.toThrow(
      new RangeError(
        'expected patches that lie multiples of 32 pixels apart, got offsets 0 and 40',
      ),
    );
    tf.dispose(own);
  });
});

describe('`createOnnxFeatureEncoder`', () => {
  const grid = patchGrid(230, 190, { patchSize: 96, stride: 16 });
  const tileSize = 136;
  const graphs = () => ({
    features: trace(
      (inputs) => ({
        [featureOutputName]: unpadded.features(parameters, inputs[tileInputName] as tf.Tensor4D),
      }),
      { [tileInputName]: { shape: [1, tileSize, tileSize, 3], dtype: 'uint8' } },
      { symbolicBatch: true },
    ).bytes,
    embed: trace(
      (inputs) => ({
        [embeddingOutputName]: unpadded.embed(
          parameters,
          inputs[statisticsInputName] as tf.Tensor2D,
        ),
      }),
      { [statisticsInputName]: { shape: [1, 32], dtype: 'float32' } },
      { symbolicBatch: true },
    ).bytes,
  });

  it('gives what tfjs gives, to 1e-5', async () => {
    const { geometry } = unpadded;
    const options = { ...sizes, tileSize, geometry, threads: 1 };
    const encoder = await createOnnxFeatureEncoder(graphs(), options);
    const tfjs = createTfjsFeatureEncoder(unpadded, parameters, { ...sizes, tileSize });
    const expected = await encodeGridConvolutionally(tfjs, image, grid);
    const got = await encodeGridConvolutionally(encoder, image, grid);
    expect(worst(got.data, expected.data)).toBeLessThan(1e-5);
    await encoder.dispose();
  });

  it('refuses graphs of other names, and halves in the wrong order', async () => {
    const { features, embed } = graphs();
    const options = { ...sizes, tileSize, geometry: unpadded.geometry, threads: 1 };
    await expect(
      createOnnxFeatureEncoder({ features: embed, embed: features }, options),
    ).rejects.toThrow('test: expected a graph tiles → features, got statistics → embeddings');
    await expect(createOnnxFeatureEncoder({ features, embed: features }, options)).rejects.toThrow(
      'test: expected a graph statistics → embeddings, got tiles → features',
    );
  });
});

describe('`encodeGridConvolutionally`', () => {
  const grid = patchGrid(230, 190, { patchSize: 96, stride: 16 });

  it('feeds the colour negative when it is asked to', async () => {
    const seen: number[] = [];
    const tower = meanColor((tile) => seen.push(tile[0]!));
    await encodeGridConvolutionally(tower, image, grid);
    await encodeGridConvolutionally(tower, image, grid, { negative: true });
    expect(seen[seen.length / 2]).toBe((256 - seen[0]!) % 256);
  });

  it('reports every tile, stops between them, and names what does not fit', async () => {
    const controller = new AbortController();
    const progress: [number, number][] = [];
    const onProgress = (done: number, total: number): void => {
      progress.push([done, total]);
      if (done === 2) controller.abort(new Error('enough'));
    };
    const { signal } = controller;
    await expect(
      encodeGridConvolutionally(meanColor(), image, grid, { signal, onProgress }),
    ).rejects.toThrow('enough');
    expect(progress).toEqual([
      [1, 12],
      [2, 12],
    ]);
    const other = patchGrid(230, 190, { patchSize: 64, stride: 16 });
    await expect(encodeGridConvolutionally(meanColor(), image, other)).rejects.toThrow(
      'expected a grid of 96-pixel patches for encoder mean, got 64',
    );
    await expect(
      encodeGridConvolutionally(meanColor(), noiseImage(100, 100), grid),
    ).rejects.toThrow('expected an image of the grid');
    const wrong = {
      ...meanColor(),
      features: async () => ({ data: new Float32Array(3), shape: [3] }),
    };
    await expect(encodeGridConvolutionally(wrong, image, grid)).rejects.toThrow(
      'expected encoder mean to return features [1, 8, 8, channels], got [3] with 3 elements',
    );
  });
});

/** Embeds a patch as its mean colour: features are the pixels at every eighth place. */
function meanColor(look: (tile: Uint8Array) => void = () => {}): FeatureEncoder {
  return {
    id: 'mean',
    dim: 3,
    patchSize: 96,
    tileSize: 64,
    geometry: { stride: 8, reach: { before: 0, after: 7 }, padded: false, pooling: 'mean' },
    async features({ data }) {
      look(data);
      const features = Float32Array.from({ length: 8 * 8 * 3 }, (_, i) => {
        const [row, column] = [Math.floor(i / 24), Math.floor(i / 3) % 8];
        return data[(row * 8 * 64 + column * 8) * 3 + (i % 3)]!;
      });
      return { data: features, shape: [1, 8, 8, 3] };
    },
    embed: async (statistics) => statistics,
    dispose: async () => {},
  };
}
