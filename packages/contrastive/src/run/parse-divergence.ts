import { readSafetensors } from '@exifclip/nn/safetensors';
import type { StepArray, StepArrays } from '../engine/step-engine.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { JsonValue } from './json-value.ts';
import type { Divergence } from './training-diverged-error.ts';

export interface ParseDivergenceOptions {
  /** What the bytes are called in error messages. @defaultValue 'divergence' */
  name?: string;
}

/**
 * What `serializeDivergence` wrote; its `batch` is one that `train` takes, so that the step can be
 * made again from a checkpoint.
 *
 * @throws CheckpointError when the bytes are damaged or something else
 */
export function parseDivergence(
  bytes: Uint8Array,
  { name = 'divergence' }: ParseDivergenceOptions = {},
): Divergence {
  try {
    const { tensors, metadata } = readSafetensors(bytes);
    const { reason, learningRate, patches, position, metrics } = metadata;
    const figures = Object.entries(JSON.parse(metrics ?? '') as Record<string, string>);
    const step = Number(metadata.step ?? Number.NaN);
    if (!Number.isSafeInteger(step) || reason === undefined || learningRate === undefined) {
      throw new RangeError('expected step, reason and learning rate in the metadata');
    }
    const batch = {
      step,
      tensors: stepArrays(tensors),
      ...(patches === undefined ? {} : { patches: Number(patches) }),
      ...(position === undefined ? {} : { position: JSON.parse(position) as JsonValue }),
    };
    return {
      reason,
      batch,
      learningRate: Number(learningRate),
      metrics: Object.fromEntries(figures.map(([key, value]) => [key, Number(value)])),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(name, `not a step that diverged: ${why}`, { cause });
  }
}

function stepArrays(tensors: ReturnType<typeof readSafetensors>['tensors']): StepArrays {
  for (const [name, { data }] of Object.entries(tensors)) {
    const isKnown = [Float32Array, Int32Array, Uint8Array].some((type) => data instanceof type);
    if (!isKnown) throw new TypeError(`expected "${name}" in float32, int32 or uint8`);
  }
  return tensors as Record<string, StepArray>;
}
