import { type CompileOptions, compile, type InputSpec } from '@exifclip/tfjs-onnx';
import { checkedOutputs } from '../checked-outputs.ts';
import type { StepFunction } from '../make-train-step.ts';
import type { StepArrays } from '../step-engine.ts';

export type Specs = Readonly<Record<string, InputSpec>>;

/** A part of a step as a graph. */
export interface CompiledPart {
  /** Shapes of what it returns, all float32. */
  outputs: Specs;
  run(inputs: StepArrays): Promise<StepArrays>;
  dispose(): Promise<void>;
}

/** Traces a part of a step, and notes what it returns, for that is what the next part takes. */
export async function compilePart(
  part: StepFunction,
  inputs: Specs,
  options: CompileOptions,
): Promise<CompiledPart> {
  let outputs: Specs = {};
  const noting: StepFunction = (tensors) => {
    const results = part(tensors);
    const specs = Object.entries(results).map(
      ([name, { shape }]) => [name, { shape: [...shape], dtype: 'float32' }] as const,
    );
    outputs = Object.fromEntries(specs);
    return results;
  };
  const compiled = await compile(noting, inputs, options);
  return {
    outputs,
    run: async (arrays) => checkedOutputs(await compiled.run(arrays)),
    dispose: () => compiled.dispose(),
  };
}
