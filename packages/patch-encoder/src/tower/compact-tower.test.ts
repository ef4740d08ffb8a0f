import '@tensorflow/tfjs-backend-cpu';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import {
  createOnnxPatchEncoder,
  embeddingOutputName,
  patchInputName,
} from '../create-onnx-patch-encoder.ts';
import { compactTower, compactTowerParameters } from './compact-tower.ts';

const config = { widths: [8, 16, 16], dim: 12 } as const;
const side = 32;
const each = side * side * 3;

/** Smooth colours with noise; the same every time. */
function patches(count: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length: count * side * side * 3 }, (_, i) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return 100 + 50 * Math.sin(i / 300) + (state >>> 26);
  });
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('`compactTower` gives embeddings of unit length, and updates of every running statistic', () => {
  tf.tidy(() => {
    const parameters = compactTowerParameters(1, config);
    const input = tf.tensor4d(patches(2), [2, side, side, 3]);
    const { embeddings, updates } = compactTower(parameters, input, { training: true });
    expect(embeddings.shape).toEqual([2, 12]);
    for (const length of tf.norm(embeddings, 2, 1).dataSync()) expect(length).toBeCloseTo(1, 5);
    const running = Object.keys(parameters).filter((name) => /norm\/(mean|variance)$/.test(name));
    expect(Object.keys(updates).sort()).toEqual(running.sort());
    expect(compactTower(parameters, input).updates).toEqual({});
  });
});

test('`compactTowerParameters` depends on nothing but seed and config', () => {
  tf.tidy(() => {
    const kernel = (seed: number) =>
      compactTowerParameters(seed, config)['stem/kernel']!.dataSync();
    expect(kernel(3)).toEqual(kernel(3));
    expect(kernel(3)).not.toEqual(kernel(4));
  });
});

for (const runtime of ['onnxruntime-node', 'onnxruntime-web'] as const) {
  test(`an exported tower gives in ${runtime} the embeddings of the tower to 1e-5, for 1 patch and for 1,000`, async () => {
    const parameters = compactTowerParameters(1, config);
    const expected = tf.tidy(() =>
      compactTower(parameters, tf.tensor4d(patches(5), [5, side, side, 3])).embeddings.dataSync(),
    );
    const { bytes } = trace(
      (inputs) => ({
        [embeddingOutputName]: compactTower(parameters, inputs[patchInputName] as tf.Tensor4D)
          .embeddings,
      }),
      { [patchInputName]: { shape: [1, side, side, 3], dtype: 'uint8' } },
      { symbolicBatch: true },
    );
    const encoder = await createOnnxPatchEncoder(bytes, {
      id: 'test',
      dim: 12,
      patchSize: side,
      threads: 1,
      runtime,
    });
    const five = patches(5);
    const all = await encoder.encode({ data: five, shape: [5, side, side, 3] });
    expect(all.shape).toEqual([5, 12]);
    all.data.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
    });
    const one = await encoder.encode({ data: patches(1), shape: [1, side, side, 3] });
    expect(Math.abs(one.data[3]! - expected[3]!)).toBeLessThan(1e-5);
    const many = new Uint8Array(1000 * each);
    for (let i = 0; i < 200; i += 1) many.set(five, i * five.length);
    const thousand = await encoder.encode({ data: many, shape: [1000, side, side, 3] });
    thousand.data.forEach((value, i) => {
      expect(Math.abs(value - expected[i % 60]!)).toBeLessThan(1e-5);
    });
    expect(
      (await encoder.encode({ data: new Uint8Array(0), shape: [0, side, side, 3] })).shape,
    ).toEqual([0, 12]);
    await expect(
      encoder.encode({ data: new Uint8Array(4 * 4 * 3), shape: [1, 4, 4, 3] }),
    ).rejects.toThrow('expected patches [n, 32, 32, 3], got [1,4,4,3]');
    await encoder.dispose();
  });
}

test('a graph with other inputs and outputs is refused by their names', async () => {
  const { bytes } = trace((inputs) => ({ y: tf.mul(inputs.x!, 2) }), {
    x: { shape: [1], dtype: 'float32' },
  });
  const options = { id: 'test', dim: 1, patchSize: 1, threads: 1 };
  await expect(createOnnxPatchEncoder(bytes, options)).rejects.toThrow(
    'expected a graph patches → embeddings, got x → y',
  );
});
