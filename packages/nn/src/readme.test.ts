import { readFileSync } from 'node:fs';
import { conv2d, dense, heNormal, l2Normalize, type Parameters, scope } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';

it('the example of the README runs', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  // #region example
  function tower(parameters: Parameters, patches: tf.Tensor4D): tf.Tensor2D {
    const features = tf.relu(conv2d(patches, scope(parameters, 'conv'), { strides: 2 }));
    const pooled = tf.mean<tf.Tensor2D>(features, [1, 2]);
    return l2Normalize(dense(pooled, scope(parameters, 'project')));
  }

  await chooseBackend({ log: console.log });
  const parameters = {
    'conv/kernel': heNormal([3, 3, 3, 16], 27, 1),
    'project/kernel': heNormal([16, 8], 16, 2),
  };
  const embeddings = tower(parameters, tf.ones([4, 64, 64, 3])); // [4, 8], unit length
  // #endregion
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
  expect(embeddings.shape).toEqual([4, 8]);
  const lengths = await tf.norm(embeddings, 2, 1).data();
  for (const length of lengths) expect(length).toBeCloseTo(1, 5);
});

it('the example of the README is the one above', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  const region = /#region example\n([\s\S]*?) *\/\/ #endregion/.exec(source)?.[1] ?? 'absent';
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region.replace(/^ {2}/gm, ''));
});
