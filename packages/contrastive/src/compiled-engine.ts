import { type CompileOptions, compile } from '@exifclip/tfjs-onnx';
import type { StepFunction } from './make-train-step.ts';
import type { StepArray, StepArrays, StepEngine } from './step-engine.ts';

/** How ONNX Runtime is set up; see `compile` of `@exifclip/tfjs-onnx`. */
export type CompiledEngineOptions = NonNullable<Parameters<typeof compile>[2]>;

/**
 * Traces a step function once into an ONNX graph and runs that: several times faster than tfjs on
 * a CPU.
 *
 * @param example inputs of the names, shapes and types of every step to come; values do not matter
 * @throws what `compile` throws where the step uses an operation that cannot be traced
 */
export async function compiledEngine(
  step: StepFunction,
  example: StepArrays,
  options: CompileOptions = {},
): Promise<StepEngine> {
  const inputs = Object.entries(example).map(
    ([name, { data, shape }]) => [name, { shape, dtype: dtypeOf(data) }] as const,
  );
  const compiled = await compile(step, Object.fromEntries(inputs), options);
  return {
    async run(arrays) {
      const outputs = await compiled.run(arrays);
      for (const [name, { data }] of Object.entries(outputs)) {
        if (data instanceof BigInt64Array) {
          throw new TypeError(`expected the step to return "${name}" as float32, got int64`);
        }
      }
      return outputs as StepArrays;
    },
    dispose: () => compiled.dispose(),
  };
}

function dtypeOf(data: StepArray['data']): 'float32' | 'int32' | 'uint8' {
  if (data instanceof Float32Array) return 'float32';
  return data instanceof Int32Array ? 'int32' : 'uint8';
}
