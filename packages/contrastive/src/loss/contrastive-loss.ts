import * as tf from '@tensorflow/tfjs-core';
import { infoNce } from './info-nce.ts';
import { scaledSimilarities } from './scaled-similarities.ts';
import { symmetricCrossEntropy } from './symmetric-cross-entropy.ts';
import { top1Accuracy } from './top1-accuracy.ts';

export interface ContrastiveLossInputs {
  /** One or more patches of each photo, as unit-length embeddings, each [n, dim]. */
  views: readonly tf.Tensor2D[];
  /** The photos' sentences as unit-length embeddings [n, dim]. */
  texts: tf.Tensor2D;
  /** Natural logarithm of what cosines are multiplied with; e^logScale is capped at 100. */
  logScale: tf.Scalar | number;
  /** Weight of patch against patch, beside patch against sentence. @defaultValue 0.5 */
  patchWeight?: number;
}

export interface ContrastiveLossResult {
  loss: tf.Scalar;
  /** Share of patches that find their own sentence among the batch's n, mean of views, 0…1. */
  accuracy: tf.Scalar;
}

/**
 * Ties patches to the sentence of their photo and patches of one photo to each other:
 *
 * loss = mean over views of infoNce(view, texts)
 *      + patchWeight · mean over pairs of views of infoNce(view, view′)
 *
 * At the cap of the scale `logScale` gets no gradient any more.
 *
 * @throws RangeError when there is no view, or shapes differ
 */
export function contrastiveLoss(inputs: ContrastiveLossInputs): ContrastiveLossResult {
  const { views, texts, logScale, patchWeight = 0.5 } = inputs;
  if (views.length === 0) throw new RangeError('expected at least one view, got none');
  const scale = tf.minimum<tf.Scalar>(tf.exp(logScale), largestScale);
  const logits = views.map((view) => scaledSimilarities(view, texts, scale));
  const accuracy = mean(logits.map(top1Accuracy));
  const textLoss = mean(logits.map(symmetricCrossEntropy));
  if (views.length === 1 || patchWeight === 0) return { loss: textLoss, accuracy };
  const patchLoss = mean(pairs(views).map(([a, b]) => infoNce(a, b, scale)));
  return { loss: tf.add(textLoss, tf.mul(patchLoss, patchWeight)), accuracy };
}

/** As in CLIP; a larger one makes training unstable. */
const largestScale = 100;

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

function mean(values: readonly tf.Scalar[]): tf.Scalar {
  return tf.div(tf.addN([...values]), values.length);
}
