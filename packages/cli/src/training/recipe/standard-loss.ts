import { contrastiveLoss } from '@exifclip/contrastive';
import { parameter } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import type { RunConfig } from '../config/run-config.ts';
import type { RecipeLoss } from './recipe.ts';

/** CLIP's first temperature, 0.07. Radford et al., 2021. */
const firstScale = 1 / 0.07;
/** SigLIP's first scale and bias. Zhai et al., 2023. */
const firstSigLip = { scale: 10, bias: -10 };

/** `contrastiveLoss` as the settings of a run want it, with a learned scale. */
export function standardLoss(
  config: Pick<
    RunConfig,
    'objective' | 'patchWeight' | 'processedWeight' | 'labelSmoothing' | 'maskDuplicates'
  >,
): RecipeLoss {
  const { objective, patchWeight, processedWeight, labelSmoothing, maskDuplicates } = config;
  const isSigLip = objective === 'sigLip';
  return {
    parameters: () => ({
      logScale: tf.scalar(Math.log(isSigLip ? firstSigLip.scale : firstScale)),
      ...(isSigLip ? { bias: tf.scalar(firstSigLip.bias) } : {}),
    }),
    run: (parameters, { views, texts, sentenceIds, photoIds }) =>
      contrastiveLoss({
        views,
        texts,
        objective,
        patchWeight,
        logScale: parameter<tf.Scalar>(parameters, 'logScale'),
        ...(isSigLip ? { bias: parameter<tf.Scalar>(parameters, 'bias') } : { labelSmoothing }),
        ...(maskDuplicates ? { sentenceIds } : {}),
        ...(processedWeight > 0 ? { processedWeight, photoIds } : {}),
      }),
  };
}
