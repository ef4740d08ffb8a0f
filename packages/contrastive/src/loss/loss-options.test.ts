import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { bothEngines, type ScalarFunction } from '../../test/both-engines.ts';
import {
  type Matrix,
  numericGradient,
  referenceCrossEntropy,
  referenceLogits,
  referenceProcessedPairs,
  referenceSigmoid,
} from '../../test/reference-losses.ts';
import { contrastiveLoss } from './contrastive-loss.ts';
import { duplicatePairs } from './duplicate-pairs.ts';
import { infoNce } from './info-nce.ts';
import { logitScale } from './logit-scale.ts';
import { processedPairLoss } from './processed-pair-loss.ts';
import { sigLipLoss } from './sig-lip-loss.ts';

const [n, dim] = [6, 3];
const size = n * dim;
const sentences = Int32Array.of(0, 1, 0, 3, 1, 0);
const photos = Int32Array.of(0, 0, 2, 2, 2, 5);
const same = (i: number, j: number): boolean => i !== j && sentences[i] === sentences[j];

/** Each loss as a function of tensors, and of float64 numbers: a, b, logarithm of the scale, bias. */
const cases: readonly {
  name: string;
  loss: (a: tf.Tensor2D, b: tf.Tensor2D, s: tf.Scalar, bias: tf.Scalar, ids: Ids) => tf.Scalar;
  reference: (a: Matrix, b: Matrix, scale: number, bias: number) => number;
}[] = [
  {
    name: 'infoNce with label smoothing',
    loss: (a, b, s) => infoNce(a, b, logitScale(s), { labelSmoothing: 0.2 }),
    reference: (a, b, scale) =>
      referenceCrossEntropy(referenceLogits(a, b, scale), { labelSmoothing: 0.2 }),
  },
  {
    name: 'infoNce that ignores duplicates',
    loss: (a, b, s, _, ids) =>
      infoNce(a, b, logitScale(s), { ignoredPairs: duplicatePairs(ids.sentences) }),
    reference: (a, b, scale) =>
      referenceCrossEntropy(referenceLogits(a, b, scale), { ignored: same }),
  },
  {
    name: 'infoNce with both, all of the target spread',
    loss: (a, b, s, _, ids) =>
      infoNce(a, b, logitScale(s), {
        labelSmoothing: 1,
        ignoredPairs: duplicatePairs(ids.sentences),
      }),
    reference: (a, b, scale) =>
      referenceCrossEntropy(referenceLogits(a, b, scale), { labelSmoothing: 1, ignored: same }),
  },
  {
    name: 'sigLipLoss',
    loss: (a, b, s, bias) => sigLipLoss(a, b, logitScale(s), bias),
    reference: (a, b, scale, bias) =>
      referenceSigmoid(referenceLogits(a, b, scale, bias), (i, j) => (i === j ? 1 : -1)),
  },
  {
    name: 'sigLipLoss that ignores duplicates',
    loss: (a, b, s, bias, ids) =>
      sigLipLoss(a, b, logitScale(s), bias, { ignoredPairs: duplicatePairs(ids.sentences) }),
    reference: (a, b, scale, bias) =>
      referenceSigmoid(referenceLogits(a, b, scale, bias), (i, j) =>
        i === j ? 1 : same(i, j) ? 0 : -1,
      ),
  },
  {
    name: 'sigLipLoss to which duplicates are positives',
    loss: (a, b, s, bias, ids) =>
      sigLipLoss(a, b, logitScale(s), bias, { positivePairs: duplicatePairs(ids.sentences) }),
    reference: (a, b, scale, bias) =>
      referenceSigmoid(referenceLogits(a, b, scale, bias), (i, j) =>
        i === j || same(i, j) ? 1 : -1,
      ),
  },
  {
    name: 'processedPairLoss',
    loss: (a, b, s, _, ids) =>
      processedPairLoss(a, b, logitScale(s), ids.photos, { sentenceIds: ids.sentences }),
    reference: (a, b, scale) =>
      referenceProcessedPairs(referenceLogits(a, b, scale), photos, sentences),
  },
  {
    name: 'contrastiveLoss of all terms',
    loss: (a, b, s, bias, ids) =>
      contrastiveLoss({
        views: [a, b],
        texts: tf.reverse(a, 1),
        logScale: s,
        objective: 'sigLip',
        bias,
        sentenceIds: ids.sentences,
        duplicates: 'positive',
        photoIds: ids.photos,
        patchWeight: 0.3,
        processedWeight: 0.7,
      }).loss,
    reference: (a, b, scale, bias) => {
      const texts = a.map((row) => [...row].reverse());
      const sign = (i: number, j: number) => (i === j || same(i, j) ? 1 : -1);
      const [first, second] = [a, b].map((view) =>
        referenceSigmoid(referenceLogits(view, texts, scale, bias), sign),
      );
      const between = referenceLogits(a, b, scale);
      return (
        (first! + second!) / 2 +
        0.3 * referenceCrossEntropy(between, { ignored: same }) +
        0.7 * referenceProcessedPairs(between, photos, sentences)
      );
    },
  },
  {
    name: 'contrastiveLoss by infoNce, smoothed and masked',
    loss: (a, b, s, _, ids) =>
      contrastiveLoss({
        views: [a, b],
        texts: tf.reverse(a, 1),
        logScale: s,
        labelSmoothing: 0.1,
        sentenceIds: ids.sentences,
      }).loss,
    reference: (a, b, scale) => {
      const texts = a.map((row) => [...row].reverse());
      const [first, second] = [a, b].map((view) =>
        referenceCrossEntropy(referenceLogits(view, texts, scale), {
          labelSmoothing: 0.1,
          ignored: same,
        }),
      );
      const between = referenceCrossEntropy(referenceLogits(a, b, scale), { ignored: same });
      return (first! + second!) / 2 + 0.5 * between;
    },
  },
];

describe.each(cases)('$name', ({ loss, reference }) => {
  it.each(['cpu', 'wasm'] as const)(
    'and its gradients agree with float64 and its differences to 1e-6, on %s and compiled',
    async (prefer) => {
      await chooseBackend({ prefer, training: true });
      const x = [...waves(2 * size), Math.log(7), -2].map(Math.fround);
      const ofNumbers = (at: readonly number[]): number =>
        reference(
          rows(at.slice(0, size)),
          rows(at.slice(size, 2 * size)),
          Math.exp(at[2 * size]!),
          at[2 * size + 1]!,
        );
      const f: ScalarFunction = ({ a, b, s, bias, ...ids }) => {
        const value = loss(a as tf.Tensor2D, b as tf.Tensor2D, s as tf.Scalar, bias as tf.Scalar, {
          sentences: ids.sentences as tf.Tensor1D,
          photos: ids.photos as tf.Tensor1D,
        });
        // some cases have no part for the bias
        return tf.add(value, tf.mul(bias as tf.Scalar, 0));
      };
      const results = await bothEngines(f, {
        a: { data: Float32Array.from(x.slice(0, size)), shape: [n, dim] },
        b: { data: Float32Array.from(x.slice(size, 2 * size)), shape: [n, dim] },
        s: { data: Float32Array.of(x[2 * size]!), shape: [] },
        bias: { data: Float32Array.of(x[2 * size + 1]!), shape: [] },
        sentences: { data: sentences, shape: [n] },
        photos: { data: photos, shape: [n] },
      });
      const gradient = numericGradient(ofNumbers, x);
      for (const got of [results.eager, results.compiled]) {
        expect(deviation(got.value!, [ofNumbers(x)])).toBeLessThan(1e-6);
        const all = ['a', 'b', 's', 'bias'].flatMap((name) => Array.from(got[`gradient/${name}`]!));
        expect(deviation(all, gradient)).toBeLessThan(1e-6);
      }
    },
  );
});

interface Ids {
  sentences: tf.Tensor1D;
  photos: tf.Tensor1D;
}

function rows(values: readonly number[]): number[][] {
  return Array.from({ length: n }, (_, i) => values.slice(i * dim, (i + 1) * dim));
}

function waves(length: number): number[] {
  return Array.from({ length }, (_, i) => Math.sin(5.3 + i * i * 1.7) * 0.6);
}

/** Largest difference, relative to the largest value. */
function deviation(got: ArrayLike<number>, expected: readonly number[]): number {
  expect(got.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - got[i]!))) / scale;
}
