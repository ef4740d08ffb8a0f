import type { InputSpec } from '@exifclip/tfjs-onnx';
import type { StepArray, StepArrays } from './step-engine.ts';

/** Shapes and types of arrays, as inputs of a graph. */
export function specsOf(arrays: StepArrays): Record<string, InputSpec> {
  const specs = Object.entries(arrays).map(
    ([name, { data, shape }]) => [name, { shape, dtype: dtypeOf(data) }] as const,
  );
  return Object.fromEntries(specs);
}

function dtypeOf(data: StepArray['data']): InputSpec['dtype'] {
  if (data instanceof Float32Array) return 'float32';
  return data instanceof Int32Array ? 'int32' : 'uint8';
}
