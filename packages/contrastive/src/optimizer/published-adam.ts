import type { AdamWOptions } from './adam-w.ts';

/**
 * The optimiser of "EXIF as Language": Adam with L2, whose decay goes into the gradient of every
 * parameter. Its learning rates are those of `epochCosine`.
 *
 * @see Kingma and Ba, Adam, 2015; Zheng et al., EXIF as Language, 2023
 */
export const publishedAdam: Readonly<Required<Omit<AdamWOptions, 'learningRateScale'>>> = {
  beta1: 0.9,
  beta2: 0.98,
  epsilon: 1e-6,
  weightDecay: 1e-4,
  decoupled: false,
  decayFilter: () => true,
};
