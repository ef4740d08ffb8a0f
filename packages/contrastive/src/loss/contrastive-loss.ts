import * as tf from '@tensorflow/tfjs-core';
import { duplicatePairs } from './duplicate-pairs.ts';
import { ignorePairs } from './ignore-pairs.ts';
import { infoNce } from './info-nce.ts';
import { type LogitScaleOptions, logitScale } from './logit-scale.ts';
import { pairwiseSigmoid } from './pairwise-sigmoid.ts';
import { processedPairLoss } from './processed-pair-loss.ts';
import { scaledSimilarities } from './scaled-similarities.ts';
import { symmetricCrossEntropy } from './symmetric-cross-entropy.ts';
import { top1Accuracy } from './top1-accuracy.ts';

export interface ContrastiveLossInputs {
  /** One or more patches of each photo, as unit-length embeddings, each [n, dim]. */
  views: readonly tf.Tensor2D[];
  /** The photos' sentences as unit-length embeddings [n, dim]. */
  texts: tf.Tensor2D;
  /** Natural logarithm of what cosines are multiplied with. */
  logScale: tf.Scalar | number;
  /** Limits of the scale. @defaultValue a cap of 100 */
  scale?: LogitScaleOptions;
  /** How patches are compared with sentences. @defaultValue 'infoNce' */
  objective?: 'infoNce' | 'sigLip';
  /** Added to the scaled cosines by SigLIP. @defaultValue -10 */
  bias?: tf.Scalar | number;
  /** InfoNCE's, of patches against sentences, as these may err; 0…1. @defaultValue 0 */
  labelSmoothing?: number;
  /**
   * int32 [n], equal for equal sentences. Photos with one sentence are then no negatives of each
   * other, in any term.
   *
   * @defaultValue none equal
   */
  sentenceIds?: tf.Tensor1D;
  /** What SigLIP makes of patches and equal sentences of other photos. @defaultValue 'ignored' */
  duplicates?: 'ignored' | 'positive';
  /** Weight of patch against patch, beside patch against sentence. @defaultValue 0.5 */
  patchWeight?: number;
  /** int32 [n], equal for rows that are one photo under several processings. @defaultValue none */
  photoIds?: tf.Tensor1D;
  /** Weight of `processedPairLoss`; needs `photoIds` and two views. @defaultValue 0 */
  processedWeight?: number;
}

export interface ContrastiveLossResult {
  loss: tf.Scalar;
  /** Share of patches that find their own sentence among the batch's n, mean of views, 0…1. */
  accuracy: tf.Scalar;
}

/**
 * Ties patches to the sentence of their photo and patches of one photo to each other:
 *
 * loss = mean over views of infoNce(view, texts), or of sigLipLoss(view, texts)
 *      + patchWeight · mean over pairs of views of infoNce(view, view′)
 *      + processedWeight · mean over pairs of views of processedPairLoss(view, view′)
 *
 * Outside of its limits `logScale` gets no gradient any more.
 *
 * @throws RangeError when there is no view, shapes differ, or inputs do not go together
 */
export function contrastiveLoss(inputs: ContrastiveLossInputs): ContrastiveLossResult {
  checkInputs(inputs);
  const { views, texts, logScale, sentenceIds, photoIds } = inputs;
  const { patchWeight = 0.5, processedWeight = 0 } = inputs;
  const scale = logitScale(logScale, inputs.scale);
  const equal = sentenceIds && duplicatePairs(sentenceIds);
  const logits = views.map((view) => scaledSimilarities(view, texts, scale));
  const accuracy = mean(logits.map((each) => top1Accuracy(ignorePairs(each, equal))));
  let loss = mean(logits.map((each) => sentenceLoss(each, equal, inputs)));
  if (views.length > 1 && patchWeight !== 0) {
    const terms = pairs(views).map(([a, b]) => infoNce(a, b, scale, { ignoredPairs: equal }));
    loss = tf.add(loss, tf.mul(mean(terms), patchWeight));
  }
  if (photoIds && processedWeight !== 0) {
    const terms = pairs(views).map(([a, b]) =>
      processedPairLoss(a, b, scale, photoIds, { sentenceIds }),
    );
    loss = tf.add(loss, tf.mul(mean(terms), processedWeight));
  }
  return { loss, accuracy };
}

function sentenceLoss(
  logits: tf.Tensor2D,
  equal: tf.Tensor2D | undefined,
  { objective, bias = -10, labelSmoothing = 0, duplicates }: ContrastiveLossInputs,
): tf.Scalar {
  if (objective !== 'sigLip') {
    return symmetricCrossEntropy(logits, { labelSmoothing, ignoredPairs: equal });
  }
  return pairwiseSigmoid(
    tf.add(logits, bias),
    duplicates === 'positive' ? { positivePairs: equal } : { ignoredPairs: equal },
  );
}

function checkInputs(inputs: ContrastiveLossInputs): void {
  const { views, objective = 'infoNce', bias, labelSmoothing = 0, duplicates } = inputs;
  const { sentenceIds, photoIds, processedWeight = 0 } = inputs;
  if (views.length === 0) throw new RangeError('expected at least one view, got none');
  if (objective === 'sigLip' ? labelSmoothing !== 0 : bias !== undefined) {
    throw new RangeError('expected bias for sigLip and labelSmoothing for infoNce alone');
  }
  if (duplicates !== undefined && (objective !== 'sigLip' || sentenceIds === undefined)) {
    throw new RangeError('expected duplicates for sigLip with sentenceIds alone');
  }
  if (processedWeight !== 0 && (photoIds === undefined || views.length < 2)) {
    throw new RangeError('expected photoIds and two views or more, as processedWeight is given');
  }
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

function mean(values: readonly tf.Scalar[]): tf.Scalar {
  return tf.div(tf.addN([...values]), values.length);
}
