import { chooseBackend } from '@exifclip/nn/backend';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';
import { initTransformerTower, transformerTower, transformerTowerConfig } from '../tower.ts';

test('the example of the towers runs, and the README shows it', async () => {
  await chooseBackend({ prefer: 'cpu' });
  const ids = [[2, 40, 41, 3]];
  const mask = [[1, 1, 1, 1]];
  // #region
  const config = transformerTowerConfig(4000); // rows of the vocabulary
  const parameters = initTransformerTower(config);
  const tokens = {
    inputIds: tf.tensor2d(ids, undefined, 'int32'),
    attentionMask: tf.tensor2d(mask, undefined, 'int32'),
  };
  const embeddings = transformerTower(parameters, tokens, config); // [sentences, 128], unit length

  const { bytes } = trace(
    (inputs) => ({ embeddings: transformerTower(parameters, inputs, config) }),
    {
      inputIds: { shape: [1, 256], dtype: 'int32' },
      attentionMask: { shape: [1, 256], dtype: 'int32' },
    },
    { symbolicBatch: true },
  ); // an ONNX file for any number of sentences of 256 tokens, padded
  // #endregion
  expect(embeddings.shape).toEqual([1, 128]);
  expect(bytes.length).toBeGreaterThan(4 * 4000 * 128);
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(regions).toHaveLength(1);
  for (const region of regions) expect(readme).toContain(region);
});
