import { type StepArrays, sentenceIds } from '@exifclip/contrastive';
import type { TrainingBatch } from '@exifclip/datasets';
import type { TextSide } from './recipe.ts';

/** Patches and sentences as the arrays that `recipeLossFunction` takes. */
export function batchArrays({ patches, sentences }: TrainingBatch, text: TextSide): StepArrays {
  const shape = [sentences.length];
  return {
    patches,
    ...underText(text.arrays(sentences)),
    sentenceIds: { data: sentenceIds(sentences), shape },
    // Neighbours 2i and 2i + 1 are one photo, or one scene.
    photoIds: { data: Int32Array.from(sentences, (_, i) => i >> 1), shape },
  };
}

function underText(arrays: StepArrays): StepArrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`text/${name}`, array]));
}
