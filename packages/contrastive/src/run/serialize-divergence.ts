import { writeSafetensors } from '@exifclip/nn/safetensors';
import type { Divergence } from './training-diverged-error.ts';

/** The step at which a run diverged as the bytes of a safetensors file: its batch, the rest as metadata. */
export function serializeDivergence({
  reason,
  batch: { step, tensors, patches, position },
  learningRate,
  metrics,
}: Divergence): Uint8Array {
  // JSON has no NaN and no infinity, and here they are what matters
  const figures = Object.entries(metrics).map(([name, value]) => [name, String(value)]);
  return writeSafetensors(tensors, {
    step: String(step),
    reason,
    learningRate: String(learningRate),
    metrics: JSON.stringify(Object.fromEntries(figures)),
    ...(patches === undefined ? {} : { patches: String(patches) }),
    ...(position === undefined ? {} : { position: JSON.stringify(position) }),
  });
}
