import { createRandom, proceduralScene } from '@exifclip/datasets';
import type { PatchEncoder } from '@exifclip/patch-encoder';
import { expect, test } from 'vitest';
import type { EvaluationCase } from './evaluation-case.ts';
import type { ImageResult } from './evaluation-document.ts';
import { type RunEvaluationOptions, runEvaluation } from './run-evaluation.ts';

/** Must not be asked: none of the methods below needs embeddings. */
const encoder: PatchEncoder = {
  id: 'none',
  dim: 4,
  patchSize: 32,
  encode: () => Promise.reject(new Error('expected no encoding')),
  dispose: () => Promise.resolve(),
};

const image = proceduralScene(96, 64, createRandom(1));
const mask = { data: new Uint8Array(96 * 64).fill(1, 0, 900), shape: [64, 96] };
const good = (id: string): EvaluationCase => ({
  dataset: 'd',
  id,
  label: 'spliced',
  load: () => Promise.resolve({ image, mask }),
});

function options(more: Partial<RunEvaluationOptions> = {}): RunEvaluationOptions {
  return {
    encoder,
    whitening: undefined,
    maxPatches: 50,
    methods: ['constant', 'noise-level'],
    robustness: [],
    finished: [],
    onRow: () => Promise.resolve(),
    onProgress: () => undefined,
    ...more,
  };
}

test('what cannot be used is left out with its reason, and the rest goes on', async () => {
  const cases: EvaluationCase[] = [
    good('1'),
    { ...good('2'), load: () => Promise.reject(new Error('2: there is no\nsuch file')) },
    { ...good('3'), unusable: 'spliced, but has no mask' },
    {
      ...good('4'),
      load: () =>
        Promise.resolve({ image: { ...image, width: 9, height: 9, data: new Uint8Array(243) } }),
    },
    good('5'),
  ];
  const { rows, skipped } = await runEvaluation(
    cases,
    options({ robustness: [{ kind: 'blur', value: 1 }] }),
  );
  expect(rows.map(({ id, variant }) => [id, variant])).toEqual([
    ['1', undefined],
    ['1', 'blur=1'],
    ['5', undefined],
    ['5', 'blur=1'],
  ]);
  expect(skipped.map(({ id }) => id)).toEqual(['2', '3', '4']);
  expect(skipped[0]!.why).toBe('2: there is no such file');
  expect(skipped[2]!.why).toMatch(/9/);
  expect(rows[0]!.methods['constant']!.pMap).toBeCloseTo(900 / (96 * 64), 6);
});

test('finished rows are taken as they are, and their images not opened', async () => {
  const finished: ImageResult[] = [{ dataset: 'd', id: '1', label: 'spliced', methods: {} }];
  const written: ImageResult[] = [];
  const { rows } = await runEvaluation(
    [{ ...good('1'), load: () => Promise.reject(new Error('opened')) }, good('2')],
    options({
      finished,
      onRow: async (row) => {
        written.push(row);
      },
    }),
  );
  expect(rows[0]).toBe(finished[0]);
  expect(written).toEqual([rows[1]]);
});

test('an aborted evaluation ends with the reason of its signal', async () => {
  const controller = new AbortController();
  const run = runEvaluation(
    [good('1'), good('2')],
    options({
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 1) controller.abort(new Error('enough'));
      },
    }),
  );
  await expect(run).rejects.toThrow('enough');
});
