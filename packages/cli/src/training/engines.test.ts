import {
  compiledEngine,
  createTrainState,
  eagerEngine,
  makeTrainStep,
  type StepArrays,
  type TrainState,
} from '@exifclip/contrastive';
import { disposeParameters, parametersToArrays } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import { compactTowerConfig } from '@exifclip/patch-encoder/tower';
import { beforeAll, expect, test } from 'vitest';
import { initialParameters } from './initial-parameters.ts';
import { modelLoss } from './model-loss.ts';

const config = { ...compactTowerConfig, widths: [16, 24, 32] as const };
const patchSize = 32;
const buckets = 64;
const sentences = 6;
const step = makeTrainStep({ loss: modelLoss, weightDecay: 0.01, clipNorm: 1 });

beforeAll(() => chooseBackend({ prefer: 'wasm', training: true }));

test('ten AdamW steps of the compact model lose the same compiled and eagerly, to 1e-4', async () => {
  const { arrays } = await freshState();
  const compiled = await compiledEngine(step, { ...arrays, ...inputs(0) }, { threads: 1 });
  const eager = eagerEngine(step);
  await Promise.all([compiled.load(arrays), eager.load(arrays)]);
  const losses: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    const [fast, slow] = [await compiled.step(inputs(i)), await eager.step(inputs(i))];
    const [got, expected] = [fast, slow].map((outputs) => outputs['metrics/loss']!.data[0]!);
    expect(Math.abs(got! / expected! - 1)).toBeLessThan(1e-4);
    losses.push(got!);
  }
  expect(losses.at(-1)).toBeLessThan(losses[0]!);
  await Promise.all([compiled.dispose(), eager.dispose()]);
});

test('a hundred compiled steps leave the memory of the process where the tenth had it', async () => {
  const { arrays } = await freshState();
  const engine = await compiledEngine(step, { ...arrays, ...inputs(0) }, { threads: 1 });
  await engine.load(arrays);
  let settled = 0;
  for (let i = 0; i < 110; i += 1) {
    await engine.step(inputs(i % 4));
    if (i === 10) settled = process.memoryUsage().rss;
  }
  // State and batch of one step are 0.4 MB; kept, they would be 40 MB by now.
  expect((process.memoryUsage().rss - settled) / 2 ** 20).toBeLessThan(20);
  await engine.dispose();
});

async function freshState(): Promise<TrainState> {
  const parameters = initialParameters(1, config, buckets);
  const state = createTrainState(await parametersToArrays(parameters), 1);
  disposeParameters(parameters);
  return state;
}

/** Patches that differ by sentence, noise over both. */
function inputs(seed: number): StepArrays {
  const shape = [2 * sentences, patchSize, patchSize, 3];
  const each = patchSize * patchSize * 3;
  const wave = (at: number, speed: number) => Math.sin(at * speed + seed);
  const patches = Uint8Array.from({ length: 2 * sentences * each }, (_, at) => {
    const sentence = Math.floor(at / each) % sentences;
    return 128 + 60 * wave(at, 0.1 + sentence) + 40 * wave(at * at, 1.7);
  });
  const bag = Float32Array.from({ length: sentences * buckets }, (_, at) =>
    at % 7 === Math.floor(at / buckets) ? 1 : 0,
  );
  return {
    learningRate: { data: Float32Array.of(1e-3), shape: [] },
    'batch/patches': { data: patches, shape },
    'batch/bag': { data: bag, shape: [sentences, buckets] },
  };
}
