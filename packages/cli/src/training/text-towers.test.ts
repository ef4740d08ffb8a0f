import {
  compiledEngine,
  createTrainState,
  eagerEngine,
  infoNce,
  type LossFunction,
  makeTrainStep,
  type StepArrays,
  type StepEngine,
  train,
} from '@exifclip/contrastive';
import {
  distilbertTower,
  initDistilbert,
  initTransformerTower,
  type TokenTensors,
  transformerTower,
  transformerTowerConfig,
} from '@exifclip/exif-text/tower';
import { type Parameters, parameter, parametersToArrays, prefix, scope } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

const sentences = 6;
const tokens = 5;
const sizes = { vocabularySize: 30, maxTokens: 8, layers: 2, heads: 2, hidden: 24 };
const compact = { ...transformerTowerConfig(30), ...sizes, width: 16, dim: 12 };
const distilbert = { ...sizes, dim: 12 };

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

const towers = {
  transformerTower: {
    parameters: () => initTransformerTower(compact, 1),
    run: (own: Parameters, batch: TokenTensors) => transformerTower(own, batch, compact),
  },
  distilbertTower: {
    parameters: () => initDistilbert({ config: distilbert, seed: 1 }),
    run: (own: Parameters, batch: TokenTensors) => distilbertTower(own, batch, distilbert),
  },
};

for (const [name, tower] of Object.entries(towers)) {
  test(`\`${name}\` learns by InfoNCE, compiled as eagerly: ten losses agree to 1e-4`, async () => {
    const step = makeTrainStep({ loss: lossOf(tower.run), clipNorm: 1 });
    const parameters = {
      ...prefix(tower.parameters(), 'text'),
      partners: tf.randomNormal([sentences, 12], 0, 1, 'float32', 9),
    };
    const { arrays } = createTrainState(await parametersToArrays(parameters), 1);
    const example = {
      ...arrays,
      ...batch(),
      learningRate: { data: new Float32Array(1), shape: [] },
    };
    const eager = await losses(eagerEngine(step), parameters);
    const compiled = await losses(await compiledEngine(step, example, { threads: 1 }), parameters);
    expect(eager[0]).toBeGreaterThan(1);
    expect(eager.at(-1)).toBeLessThan(0.7 * eager[0]!);
    compiled.forEach((loss, i) => {
      expect(Math.abs(loss - eager[i]!)).toBeLessThan(1e-4);
    });
    tf.dispose(parameters);
  });
}

/** Ties each sentence to a partner that is a parameter itself, as if it were a patch. */
function lossOf(run: (own: Parameters, batch: TokenTensors) => tf.Tensor2D): LossFunction {
  return (parameters, { inputIds, attentionMask }) => {
    const texts = run(scope(parameters, 'text'), {
      inputIds: inputIds as tf.Tensor2D,
      attentionMask: attentionMask as tf.Tensor2D,
    });
    const partners = parameter<tf.Tensor2D>(parameters, 'partners');
    const unit = tf.div<tf.Tensor2D>(partners, tf.norm(partners, 2, 1, true));
    return { loss: infoNce(texts, unit, 10), metrics: {}, updates: {} };
  };
}

async function losses(engine: StepEngine, parameters: Parameters): Promise<number[]> {
  const found: number[] = [];
  const state = createTrainState(await parametersToArrays(parameters), 1);
  const run = { engine, state, batches, schedule: () => 0.01, totalSteps: 10 };
  for await (const { loss } of train(run)) found.push(loss);
  await engine.dispose();
  return found;
}

async function* batches(): AsyncGenerator<{ step: number; tensors: StepArrays }> {
  const { 'batch/inputIds': inputIds, 'batch/attentionMask': attentionMask } = batch();
  for (let step = 0; ; step++) yield { step, tensors: { inputIds, attentionMask } };
}

/** Sentences of three to five tokens, padded. */
function batch() {
  const shape = [sentences, tokens];
  const at = (i: number) => ({ row: Math.floor(i / tokens), column: i % tokens });
  const inputIds = Int32Array.from({ length: sentences * tokens }, (_, i) => {
    const { row, column } = at(i);
    return column < 3 + (row % 3) ? 1 + ((row * 7 + column * (row + 3)) % 29) : 0;
  });
  return {
    'batch/inputIds': { data: inputIds, shape },
    'batch/attentionMask': { data: inputIds.map((id) => Math.min(id, 1)), shape },
  };
}
