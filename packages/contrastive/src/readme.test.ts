import { readFileSync } from 'node:fs';
import { dense, l2Normalize, parameter, scope } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import type * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import type { LossFunction } from './engine/differentiate.ts';
import { eagerEngine } from './engine/eager-engine.ts';
import { makeTrainStep } from './engine/make-train-step.ts';
import { contrastiveLoss } from './loss/contrastive-loss.ts';
import { train } from './run/train.ts';
import type { TrainBatch } from './run/train-batch.ts';
import { createTrainState } from './run/train-state.ts';
import { warmupCosine } from './schedule/warmup-cosine.ts';

it('the example of the README learns', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const batches = onePairing();
  const parameters = {
    'image/kernel': { data: waves(12, 1), shape: [4, 3] },
    'text/kernel': { data: waves(9, 2), shape: [3, 3] },
  };
  // #region example
  const loss: LossFunction = (parameters, batch) => {
    const patches = parameter<tf.Tensor2D>(batch, 'patches');
    const sentences = parameter<tf.Tensor2D>(batch, 'sentences');
    const view = l2Normalize(dense(patches, scope(parameters, 'image')));
    const texts = l2Normalize(dense(sentences, scope(parameters, 'text')));
    const { loss, accuracy } = contrastiveLoss({ views: [view], texts, logScale: Math.log(20) });
    return { loss, metrics: { accuracy }, updates: {} };
  };

  await chooseBackend({ prefer: 'cpu', training: true });
  const run = train({
    engine: eagerEngine(makeTrainStep({ loss })),
    state: createTrainState(parameters, 1),
    batches, // an async iterable of { step, tensors: { patches, sentences } }
    schedule: (step) => warmupCosine(step, { peak: 0.03, warmupSteps: 5, totalSteps: 30 }),
    totalSteps: 30,
  });
  for await (const { step, loss, metrics } of run) console.log(step, loss, metrics.accuracy);
  // #endregion
  const calls = log.mock.calls as [number, number, number][];
  log.mockRestore();
  expect(calls).toHaveLength(30);
  expect(calls[29]![1]).toBeLessThan(calls[0]![1] / 2);
});

it('the example of the README is the one above', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  const region = /#region example\n([\s\S]*?) *\/\/ #endregion/.exec(source)?.[1] ?? 'absent';
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region.replace(/^ {2}/gm, ''));
});

async function* onePairing(): AsyncGenerator<TrainBatch> {
  const patches = { data: waves(24, 3), shape: [6, 4] };
  const sentences = { data: waves(18, 4), shape: [6, 3] };
  for (let step = 0; ; step++) yield { step, tensors: { patches, sentences } };
}

function waves(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(seed * 5.3 + i * i * 1.7));
}
