import type { CompiledFunction } from '@exifclip/tfjs-onnx';
import type { StepArrays } from './step-engine.ts';

/**
 * What a graph returned.
 *
 * @throws TypeError when it is int64, which no step returns
 */
export function checkedOutputs(outputs: Awaited<ReturnType<CompiledFunction['run']>>): StepArrays {
  for (const [name, { data }] of Object.entries(outputs)) {
    if (data instanceof BigInt64Array) {
      throw new TypeError(`expected the step to return "${name}" as float32, got int64`);
    }
  }
  return outputs as StepArrays;
}
