import type { TrainBatch } from '@exifclip/contrastive';
import { bagOfPieces } from '@exifclip/exif-text';
import type { DenseArray } from '@exifclip/image';

/** Patches and sentences as the arrays that `modelLoss` takes. */
export function trainingTensors(
  batch: { step: number; patches: DenseArray<Uint8Array>; sentences: readonly string[] },
  buckets: number,
): TrainBatch {
  return {
    step: batch.step,
    tensors: { patches: batch.patches, bag: bagOfPieces(batch.sentences, { buckets }) },
  };
}
