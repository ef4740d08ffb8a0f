import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { visionModelSource } from './vision-model-source.ts';

const side = 32;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-vision-'));
  await mkdir(join(folder, 'onnx'));
  // Two tokens: the mean colour, and twice that; their mean is 1.5 times the mean colour.
  const { bytes } = trace(
    ({ pixel_values }) => {
      const colour = tf.mean(pixel_values, [2, 3]);
      return { last_hidden_state: tf.stack([colour, tf.mul(colour, 2)], 1) };
    },
    { pixel_values: { shape: [1, 3, side, side], dtype: 'float32' } },
  );
  await writeFile(join(folder, 'onnx/model.onnx'), bytes);
  await writeFile(join(folder, 'config.json'), JSON.stringify({ model_type: 'vit' }));
  const processor = {
    image_processor_type: 'ViTImageProcessor',
    do_resize: true,
    size: { width: side, height: side },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: false,
  };
  await writeFile(join(folder, 'preprocessor_config.json'), JSON.stringify(processor));
});
afterAll(() => rm(folder, { recursive: true }));

describe('visionModelSource', () => {
  test('gives the mean of the states of a model in a folder, without a network', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const source = await visionModelSource(folder, { threads: 1 });
    expect(source).toMatchObject({ name: folder, kind: 'vision model' });
    const data = Uint8Array.from({ length: 48 * 48 * 3 }, (_, i) => [51, 102, 204][i % 3]!);
    const features = await source.features({ data, width: 48, height: 48, channels: 3 });
    expect(features).toHaveLength(3);
    [0.3, 0.6, 1.2].forEach((value, k) => {
      expect(features[k]).toBeCloseTo(value, 5);
    });
    await source.dispose();
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  test('names a folder that holds no model', async () => {
    await expect(visionModelSource(join(folder, 'onnx'), { threads: 1 })).rejects.toThrow(
      /onnx: expected a vision model that transformers\.js loads: /,
    );
  });
});
