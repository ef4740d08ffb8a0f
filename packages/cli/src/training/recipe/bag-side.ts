import { bagOfPieces } from '@exifclip/exif-text';
import { bagTower, initBagTower } from '@exifclip/exif-text/tower';
import type { SentenceConfig } from '@exifclip/models';
import { parameter } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import type { TextSide } from './recipe.ts';

export interface BagSideOptions {
  /** Size of the hashed vocabulary. */
  buckets: number;
  /** Length of an embedding. */
  dim: number;
  sentence: SentenceConfig;
}

/** A bag of hashed pieces as the text side of a recipe. */
export function bagSide({ buckets, dim, sentence }: BagSideOptions): TextSide {
  return {
    sentence,
    parameters: (seed) => initBagTower({ buckets, dim, seed }),
    arrays: (sentences) => ({ bag: bagOfPieces(sentences, { buckets }) }),
    tower: (parameters, arrays) => bagTower(parameters, parameter<tf.Tensor2D>(arrays, 'bag')),
    encoder: (tower) => ({ kind: 'bag', buckets, sentence, tower }),
  };
}
