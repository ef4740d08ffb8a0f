import { readFile } from 'node:fs/promises';
import { dense, disposeParameters, type Parameters, scope } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RuledTensor, torchRuleParameters } from '../../test/torch-rule.ts';
import { initResNet } from './init-resnet.ts';
import { normalizeColors } from './normalize-colors.ts';
import { resNet } from './resnet.ts';
import type { ResNetDepth } from './resnet-config.ts';
import { resNetGeometry } from './resnet-geometry.ts';
import { resNetParameters } from './resnet-parameters.ts';
import { resNetTower } from './resnet-tower.ts';

interface Oracle {
  tensors: RuledTensor[];
  stages: Record<string, { shape: number[]; mean: number; std: number; first8: number[] }>;
  output: { shape: [number, number]; values: number[] };
}

const tolerance = 1e-4;
const small = { depth: 18, dim: 5 } as const;
let oracle: Oracle;

beforeAll(async () => {
  await chooseBackend({ prefer: 'wasm', training: true });
  const file = new URL('../fixtures/resnet50.json', import.meta.url);
  oracle = JSON.parse(await readFile(file, 'utf8'));
});

/** The oracle's pixels: uint8 [2, 124, 124, 3]. */
function oraclePixels(): tf.Tensor4D {
  const data = Float32Array.from({ length: 2 * 124 * 124 * 3 }, (_, i) => {
    const level = Math.floor(127.5 + 110 * Math.sin(0.013 * i) + 17 * Math.sin(1.7 * i));
    return Math.min(255, Math.max(0, level));
  });
  return tf.tensor4d(data, [2, 124, 124, 3]);
}

describe('ResNet-50 of torchvision', () => {
  let parameters: Parameters;
  let stages: Record<string, tf.Tensor4D>;
  let output: tf.Tensor2D;
  let embeddings: tf.Tensor2D;

  beforeAll(() => {
    parameters = torchRuleParameters(resNetParameters(), oracle.tensors);
    ({ stages, output, embeddings } = tf.tidy(() => {
      const result = resNet(parameters, normalizeColors(oraclePixels()));
      const means: tf.Tensor2D = tf.mean(result.features, [1, 2]);
      return {
        stages: { ...result.stages, avgpool: tf.expandDims(tf.expandDims(means, 1), 1) } as never,
        output: dense(means, scope(parameters, 'fc')),
        embeddings: resNetTower(parameters, oraclePixels()).embeddings,
      };
    }));
    disposeParameters(parameters);
  });

  for (const name of 'conv1 maxpool layer1 layer2 layer3 layer4 avgpool'.split(' ')) {
    it(`${name}: shape, mean, deviation and first values agree to 1e-4 of the deviation`, async () => {
      const { shape, mean, std, first8 } = oracle.stages[name]!;
      const channelsFirst = tf.transpose(stages[name]!, [0, 3, 1, 2]);
      expect(channelsFirst.shape).toEqual(shape);
      const values = Float64Array.from(await channelsFirst.data());
      const ours = values.reduce((sum, v) => sum + v, 0) / values.length;
      const squares = values.reduce((sum, v) => sum + (v - ours) ** 2, 0);
      const deviation = Math.sqrt(squares / (values.length - 1));
      expect(Math.abs(ours - mean)).toBeLessThan(tolerance * std);
      expect(Math.abs(deviation - std)).toBeLessThan(tolerance * std);
      first8.forEach((value, i) => {
        expect(Math.abs(values[i]! - value)).toBeLessThan(tolerance * std);
      });
    });
  }

  it('the output agrees to 1e-4 of its largest value, and the embedding is its direction', async () => {
    const { shape, values } = oracle.output;
    expect(output.shape).toEqual(shape);
    const largest = Math.max(...values.map(Math.abs));
    const ours = await output.data();
    values.forEach((value, i) => {
      expect(Math.abs(ours[i]! - value)).toBeLessThan(tolerance * largest);
    });
    const unit = await embeddings.data();
    for (const row of [0, 1]) {
      const own = values.slice(row * 768, row * 768 + 768);
      const length = Math.hypot(...own);
      own.forEach((value, i) => {
        expect(Math.abs(unit[row * 768 + i]! - value / length)).toBeLessThan(tolerance);
      });
    }
  });
});

describe('`resNetParameters`', () => {
  it('names the tensors of torchvision in their order, with as many values', () => {
    const wanted = oracle.tensors.map(({ name }) => name);
    const torchNames = resNetParameters().map(({ torchName }) => torchName);
    expect([...torchNames].sort()).toEqual([...wanted].sort());
    // torchvision.models.resnetN(num_classes=1000), parameters and running statistics
    const published = { 18: 11_689_512, 34: 21_797_672, 50: 25_557_032, 101: 44_549_160 };
    for (const [depth, count] of Object.entries(published)) {
      const all = resNetParameters({ depth: Number(depth) as ResNetDepth, dim: 1000 });
      const trained = all.filter(({ name }) => !/\/(mean|variance)$/.test(name));
      const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
      expect(trained.reduce((sum, { shape }) => sum + size(shape), 0)).toBe(count);
    }
  });
});

describe('`resNetGeometry`', () => {
  it('counts 2.63 GFLOP for ResNet-50 at 124×124, and 4.1 G multiply-adds at 224×224', () => {
    expect(Math.abs(resNetGeometry(124).flop / 1e9 - 2.63)).toBeLessThan(0.01);
    const classifier = { depth: 50, dim: 1000 } as const;
    expect(resNetGeometry(224, classifier).flop / 2e9).toBeCloseTo(4.09, 2);
  });

  it('knows how far a position sees: as far as a changed pixel tells, and no further', async () => {
    const { reach, stride } = resNetGeometry(1, small);
    expect([reach, stride, resNetGeometry(1).reach]).toEqual([217, 32, 213]);
    const parameters = initResNet({ config: small, seed: 1 });
    const changed = async (pixel: number): Promise<boolean> => {
      const difference = tf.tidy(() => {
        const features = (column: number) => {
          const image = tf.oneHot(tf.tensor1d([column], 'int32'), 512);
          const wide = tf.tile(tf.reshape(image, [1, 1, 512, 1]), [1, 32, 1, 3]) as tf.Tensor4D;
          const noise = tf.randomNormal<tf.Rank.R4>([1, 32, 512, 3], 0, 1, 'float32', 1);
          return resNet(parameters, tf.add(noise, tf.mul(wide, 100)), { config: small }).features;
        };
        const delta = tf.abs(tf.sub(features(pixel), features(600)));
        return tf.max(tf.slice(delta, [0, 0, 8, 0], [1, 1, 1, 512]));
      });
      return (await difference.data())[0]! > 0;
    };
    const centre = 8 * stride;
    expect(await changed(centre - reach - 1)).toBe(false);
    expect(await changed(centre - reach + 2)).toBe(true);
    expect(await changed(centre + reach - 2)).toBe(true);
    expect(await changed(centre + reach + 1)).toBe(false);
    disposeParameters(parameters);
  });
});

describe('`resNetTower`', () => {
  it('gives unit embeddings with basic blocks too, whatever the size of the patches', async () => {
    for (const depth of [18, 34] as const) {
      const config = { depth, dim: 7 };
      const parameters = initResNet({ config });
      for (const side of [1, 33, 64]) {
        const patches = tf.randomUniform<tf.Rank.R4>([2, side, side, 3], 0, 255, 'float32', 3);
        const { embeddings, updates } = resNetTower(parameters, patches, { config });
        expect([embeddings.shape, updates]).toEqual([[2, 7], {}]);
        for (const length of await tf.norm(embeddings, 2, 1).data()) {
          expect(length).toBeCloseTo(1, 5);
        }
        tf.dispose([patches, embeddings]);
      }
      disposeParameters(parameters);
    }
  });

  it('in training uses the batch’s statistics and moves the running ones as PyTorch does', async () => {
    const parameters = initResNet({ config: small, seed: 2 });
    const patches = tf.randomUniform<tf.Rank.R4>([3, 32, 32, 3], 0, 255, 'float32', 5);
    const { updates } = resNetTower(parameters, patches, { config: small, training: true });
    const running = Object.keys(parameters).filter((name) => /\/(mean|variance)$/.test(name));
    expect(Object.keys(updates).sort()).toEqual(running.sort());
    const { stages } = resNet(parameters, normalizeColors(patches), { config: small });
    const { mean, variance } = tf.moments(stages['conv1']!, [0, 1, 2]);
    const n = 3 * 16 * 16;
    const expected = {
      'bn1/mean': tf.mul(mean, 0.1),
      'bn1/variance': tf.add(0.9, tf.mul(variance, (0.1 * n) / (n - 1))),
    };
    for (const [name, tensor] of Object.entries(expected)) {
      const ours = await updates[name]!.data();
      (await tensor.data()).forEach((value, i) => {
        expect(Math.abs(ours[i]! - value)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
      });
    }
  });

  it('has a gradient for every kernel, scale and offset', async () => {
    const parameters = initResNet({ config: small, seed: 3 });
    const names = Object.keys(parameters).filter((name) => !/\/(mean|variance)$/.test(name));
    const patches = tf.randomUniform<tf.Rank.R4>([2, 32, 32, 3], 0, 255, 'float32', 5);
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      const own = Object.fromEntries(names.map((name, i) => [name, tensors[i]!]));
      const all = { ...parameters, ...own };
      const { embeddings } = resNetTower(all, patches, { config: small, training: true });
      return tf.sum(tf.mul(embeddings, tf.range(0, 5)));
    };
    const gradients = tf.grads(loss)(names.map((name) => parameters[name]!));
    for (const [i, gradient] of gradients.entries()) {
      expect(gradient.shape).toEqual(parameters[names[i]!]!.shape);
      const values = await gradient.data();
      expect([names[i], values.every(Number.isFinite)]).toEqual([names[i], true]);
    }
  });

  it('names a missing parameter, and keeps no tensor but its results', () => {
    const { 'layer2/0/conv1/kernel': _, ...rest } = initResNet({ config: small });
    const patches = tf.zeros<tf.Rank.R4>([1, 32, 32, 3]);
    expect(() => tf.tidy(() => resNetTower(rest, patches, { config: small }).embeddings)).toThrow(
      'layer2/0/conv1',
    );
    const parameters = initResNet({ config: small });
    const before = tf.memory().numTensors;
    tf.tidy(() => resNetTower(parameters, patches, { config: small }).embeddings).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
