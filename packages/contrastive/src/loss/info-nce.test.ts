import { l2Normalize } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bothEngines, type ScalarFunction } from '../../test/both-engines.ts';
import oracle from '../fixtures/numeric.json' with { type: 'json' };
import { type ContrastiveLossInputs, contrastiveLoss } from './contrastive-loss.ts';
import { duplicatePairs } from './duplicate-pairs.ts';
import { infoNce } from './info-nce.ts';
import { symmetricCrossEntropy } from './symmetric-cross-entropy.ts';

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

describe('infoNce', () => {
  it.each(oracle.infoNce)(
    'agrees with PyTorch to 1e-6 for $n pairs at scale $logitScale, eager and compiled',
    async (o) => {
      const f: ScalarFunction = ({ image, text, logScale }) =>
        infoNce(
          l2Normalize(image as tf.Tensor2D),
          l2Normalize(text as tf.Tensor2D),
          tf.exp(logScale as tf.Scalar),
        );
      const results = await bothEngines(f, {
        image: { data: Float32Array.from(o.image), shape: [o.n, o.dim] },
        text: { data: Float32Array.from(o.text), shape: [o.n, o.dim] },
        logScale: { data: Float32Array.of(Math.log(o.logitScale)), shape: [] },
      });
      for (const got of [results.eager, results.compiled]) {
        expect(deviation(got.value!, [o.loss])).toBeLessThan(1e-6);
        expect(deviation(got['gradient/image']!, o.gradImage)).toBeLessThan(1e-6);
        expect(deviation(got['gradient/text']!, o.gradText)).toBeLessThan(1e-6);
        expect(deviation(got['gradient/logScale']!, [o.gradLogScale])).toBeLessThan(1e-6);
      }
    },
  );

  it('is log n where every embedding is the same, and zero for one pair', async () => {
    const same = l2Normalize(tf.ones<tf.Rank.R2>([7, 3]));
    expect((await infoNce(same, same, 50).data())[0]).toBeCloseTo(Math.log(7), 5);
    const one = tf.tensor2d([[1, 0]]);
    expect((await infoNce(one, one, 50).data())[0]).toBeCloseTo(0, 12);
  });

  it('stays finite where a pair is opposite at the largest scale', async () => {
    const a = tf.tensor2d([
      [1, 0],
      [-1, 0],
    ]);
    const b = tf.tensor2d([
      [-1, 0],
      [1, 0],
    ]);
    expect((await infoNce(a, b, 100).data())[0]).toBeCloseTo(200, 4);
  });

  it('hands NaN on instead of hiding it', async () => {
    const a = tf.tensor2d([
      [Number.NaN, 0],
      [0, 1],
    ]);
    expect((await infoNce(a, tf.eye(2), 1).data())[0]).toBeNaN();
  });

  it('gives ignored pairs exactly no gradient, where their logits are huge or no numbers too', async () => {
    const ignoredPairs = duplicatePairs(tf.tensor1d([0, 1, 0], 'int32'));
    for (const wild of [3, 1e30, Number.NaN]) {
      const logits = tf.tensor2d([
        [1, 2, wild],
        [0, 1, -1],
        [wild, 2, 0],
      ]);
      for (const labelSmoothing of [0, 0.3]) {
        const options = { labelSmoothing, ignoredPairs };
        const f = (x: tf.Tensor) => symmetricCrossEntropy(x as tf.Tensor2D, options);
        const values = [...(await tf.grad(f)(logits).data())];
        expect([values[2]!, values[6]!].map(Math.abs)).toEqual([0, 0]);
        expect(Math.abs(values[1]!)).toBeGreaterThan(0.01);
        expect(values.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('moves nothing where two photos share the one sentence of the batch', async () => {
    const ignoredPairs = duplicatePairs(tf.tensor1d([5, 5], 'int32'));
    const f = (a: tf.Tensor, b: tf.Tensor) =>
      infoNce(a as tf.Tensor2D, b as tf.Tensor2D, 20, { ignoredPairs });
    const { value, grads } = tf.valueAndGrads(f)([tf.eye(2), tf.ones([2, 2])]);
    expect((await value.data())[0]).toBeCloseTo(0, 12);
    for (const gradient of grads) {
      expect([...(await gradient.data())].map(Math.abs)).toEqual([0, 0, 0, 0]);
    }
  });

  it('has no more to gain at the smoothed target than at its entropy', async () => {
    const two = async (gap: number) =>
      (await infoNce(tf.eye(2), tf.eye(2), gap, { labelSmoothing: 0.2 }).data())[0]!;
    // targets 0.9 and 0.1; the logits' best gap is log 9, where the loss is their entropy
    const entropy = -(0.9 * Math.log(0.9) + 0.1 * Math.log(0.1));
    expect(await two(Math.log(9))).toBeCloseTo(entropy, 6);
    expect(await two(Math.log(9) + 0.5)).toBeGreaterThan(entropy);
    expect(await two(Math.log(9) - 0.5)).toBeGreaterThan(entropy);
  });

  it('refuses a smoothing outside 0…1 and pairs of another shape', () => {
    for (const labelSmoothing of [-0.1, 1.1, Number.NaN]) {
      expect(() => infoNce(tf.eye(2), tf.eye(2), 1, { labelSmoothing })).toThrow(
        new RangeError(`expected a label smoothing from 0 to 1, got ${labelSmoothing}`),
      );
    }
    const ignoredPairs = duplicatePairs(tf.tensor1d([1, 2, 3], 'int32'));
    expect(() => infoNce(tf.eye(2), tf.eye(2), 1, { ignoredPairs })).toThrow(
      new RangeError('expected pairs of shape [2,2], got [3,3]'),
    );
  });

  it('refuses embeddings of different shape, and none', () => {
    expect(() => infoNce(tf.zeros([0, 4]), tf.zeros([0, 4]), 1)).toThrow(
      new RangeError('expected at least one pair of embeddings, got none'),
    );
    expect(() => infoNce(tf.zeros([3, 4]), tf.zeros([3, 5]), 1)).toThrow(
      new RangeError('expected embeddings of equal shape, got [3,4] and [3,5]'),
    );
  });
});

describe('contrastiveLoss', () => {
  const [, , o] = oracle.infoNce as [unknown, unknown, (typeof oracle.infoNce)[number]];
  const image = (): tf.Tensor2D => l2Normalize(tf.tensor2d(o.image, [o.n, o.dim]));
  const text = (): tf.Tensor2D => l2Normalize(tf.tensor2d(o.text, [o.n, o.dim]));

  it('is InfoNCE with the sentences for one view, with its top-1 accuracy', async () => {
    const { loss, accuracy } = contrastiveLoss({
      views: [image()],
      texts: text(),
      logScale: tf.scalar(Math.log(o.logitScale)),
    });
    expect(deviation(await loss.data(), [o.loss])).toBeLessThan(1e-6);
    expect((await accuracy.data())[0]).toBe(o.top1ImageToText);
  });

  it('averages views and adds the weighted mean over pairs of views', async () => {
    const views = [image(), text(), l2Normalize(tf.add<tf.Tensor2D>(image(), text()))] as const;
    const of = async (a: tf.Tensor2D, b: tf.Tensor2D): Promise<number> =>
      (await infoNce(a, b, 8).data())[0]!;
    const texts = l2Normalize(tf.sub<tf.Tensor2D>(image(), text()));
    const [a, b, c] = views;
    const toText = ((await of(a, texts)) + (await of(b, texts)) + (await of(c, texts))) / 3;
    const between = ((await of(a, b)) + (await of(a, c)) + (await of(b, c))) / 3;
    const { loss } = contrastiveLoss({ views, texts, logScale: Math.log(8), patchWeight: 0.25 });
    expect((await loss.data())[0]).toBeCloseTo(toText + 0.25 * between, 4);
    const unweighted = contrastiveLoss({ views, texts, logScale: Math.log(8), patchWeight: 0 });
    expect((await unweighted.loss.data())[0]).toBeCloseTo(toText, 4);
  });

  it('caps the scale at 100', async () => {
    const inputs = { views: [image()], texts: text() };
    const capped = contrastiveLoss({ ...inputs, logScale: 50 }).loss;
    const hundred = contrastiveLoss({ ...inputs, logScale: Math.log(100) }).loss;
    expect((await capped.data())[0]).toBeCloseTo((await hundred.data())[0]!, 3);
  });

  it('counts a patch that finds the same sentence of another photo as right', async () => {
    const texts = tf.tensor2d([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    const views = [
      tf.tensor2d([
        [1, 0],
        [1, 0],
        [1, 0],
      ]),
    ];
    // a sentence's embedding may differ in its last digits from that of its duplicate
    const close = tf.add<tf.Tensor2D>(
      texts,
      tf.tensor2d([
        [0, 0],
        [1e-6, 0],
        [0, 0],
      ]),
    );
    const inputs = { views, texts: close, logScale: 1 };
    const sentenceIds = tf.tensor1d([0, 0, 2], 'int32');
    expect((await contrastiveLoss(inputs).accuracy.data())[0]).toBeCloseTo(1 / 3, 6);
    const { accuracy } = contrastiveLoss({ ...inputs, sentenceIds });
    expect((await accuracy.data())[0]).toBeCloseTo(2 / 3, 6);
  });

  it('refuses to work without a view, and options that would have no effect', () => {
    const inputs = { views: [text()], texts: text(), logScale: 1 };
    const ids = tf.range(0, o.n, 1, 'int32');
    for (const wrong of [
      { views: [] },
      { bias: 1 },
      { objective: 'sigLip', labelSmoothing: 0.1 },
      { duplicates: 'positive', sentenceIds: ids },
      { objective: 'sigLip', duplicates: 'ignored' },
      { processedWeight: 1, photoIds: ids },
      { processedWeight: 1, views: [text(), text()] },
    ] satisfies Partial<ContrastiveLossInputs>[]) {
      expect(() => contrastiveLoss({ ...inputs, ...wrong })).toThrow(RangeError);
    }
  });
});

/** Largest difference, relative to the largest value. */
function deviation(got: ArrayLike<number>, expected: readonly number[]): number {
  expect(got.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - got[i]!))) / scale;
}
