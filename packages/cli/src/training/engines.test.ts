import {
  compiledEngine,
  createTrainState,
  eagerEngine,
  lossOfTowers,
  makeTrainStep,
  type StepArrays,
  type TrainState,
} from '@exifclip/contrastive';
import { disposeParameters, parametersToArrays } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultRunConfig, type RunConfig } from './config/run-config.ts';
import { batchArrays } from './recipe/batch-arrays.ts';
import type { Recipe } from './recipe/recipe.ts';
import { recipeEmbeddingLoss } from './recipe/recipe-embedding-loss.ts';
import { recipeParameters } from './recipe/recipe-parameters.ts';
import { recipeTowers } from './recipe/recipe-towers.ts';
import { standardRecipe } from './recipe/standard-recipe.ts';

const { patchWeight, processedWeight } = defaultRunConfig;
// Differences in the last bit grow from step to step, and faster with more terms in the loss.
const fewTerms = { patchWeight: 0.5, processedWeight: 0 };
const size = { widths: [16, 24, 32], dim: 32, buckets: 64 } as const;
const small = { ...defaultRunConfig, ...size, ...fewTerms };
const patchSize = 32;
const sentences = Array.from({ length: 6 }, (_, i) => `Make: M${i >> 1}, JpegQuality: ${50 + i}`);

beforeAll(() => chooseBackend({ prefer: 'wasm', training: true }));

const variants: Record<string, Partial<RunConfig>> = {
  'the bundled recipe': { patchWeight, processedWeight },
  'a transformer that reads sentences': { text: 'transformer', maxTokens: 32 },
  'SigLIP with masked duplicates': { objective: 'sigLip', maskDuplicates: true },
  'label smoothing and processed pairs': { labelSmoothing: 0.1, processedWeight: 0.5 },
};

describe('ten AdamW steps lose the same compiled and eagerly, to 1e-4, of', () => {
  test.each(Object.entries(variants))('%s', async (_, settings) => {
    const recipe = standardRecipe({ ...small, ...settings });
    const { arrays } = await freshState(recipe);
    const step = stepOf(recipe);
    const compiled = await compiledEngine(
      step,
      { ...arrays, ...inputs(recipe, 0) },
      { threads: 1 },
    );
    const eager = eagerEngine(step);
    await Promise.all([compiled.load(arrays), eager.load(arrays)]);
    const losses: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      const batch = inputs(recipe, i);
      const [fast, slow] = [await compiled.step(batch), await eager.step(batch)];
      const [got, expected] = [fast, slow].map((outputs) => outputs['metrics/loss']!.data[0]!);
      expect(Math.abs(got! / expected! - 1)).toBeLessThan(1e-4);
      losses.push(got!);
    }
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    await Promise.all([compiled.dispose(), eager.dispose()]);
  });
});

test('four hundred compiled steps leave the memory of the process where the tenth had it', async () => {
  const recipe = standardRecipe(small);
  const { arrays } = await freshState(recipe);
  const example = { ...arrays, ...inputs(recipe, 0) };
  const engine = await compiledEngine(stepOf(recipe), example, { threads: 1 });
  await engine.load(arrays);
  let settled = 0;
  for (let i = 0; i < 410; i += 1) {
    await engine.step(inputs(recipe, i % 4));
    if (i === 10) settled = process.memoryUsage().rss;
  }
  // State and batch of one step are 0.4 MB; kept, they would be 160 MB by now.
  expect((process.memoryUsage().rss - settled) / 2 ** 20).toBeLessThan(60);
  await engine.dispose();
});

function stepOf(recipe: Recipe) {
  const loss = lossOfTowers(recipeTowers(recipe), recipeEmbeddingLoss(recipe));
  return makeTrainStep({ loss, weightDecay: 0.01, clipNorm: 1 });
}

async function freshState(recipe: Recipe): Promise<TrainState> {
  const parameters = recipeParameters(recipe, 1);
  const state = createTrainState(await parametersToArrays(parameters), 1);
  disposeParameters(parameters);
  return state;
}

/** Patches that differ by sentence, noise over both. */
function inputs(recipe: Recipe, seed: number): StepArrays {
  const count = sentences.length;
  const each = patchSize * patchSize * 3;
  const wave = (at: number, speed: number) => Math.sin(at * speed + seed);
  const data = Uint8Array.from({ length: 2 * count * each }, (_, at) => {
    const sentence = Math.floor(at / each) % count;
    return 128 + 60 * wave(at, 0.1 + sentence) + 40 * wave(at * at, 1.7);
  });
  const patches = { data, shape: [2 * count, patchSize, patchSize, 3] };
  const arrays = Object.entries(batchArrays({ patches, sentences }, recipe.text));
  return {
    learningRate: { data: Float32Array.of(1e-3), shape: [] },
    ...Object.fromEntries(arrays.map(([name, array]) => [`batch/${name}`, array])),
  };
}
