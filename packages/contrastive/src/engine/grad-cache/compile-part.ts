import { type CompileOptions, compile } from '@exifclip/tfjs-onnx';
import { checkedOutputs } from '../checked-outputs.ts';
import type { StepFunction } from '../make-train-step.ts';
import type { StepArrays } from '../step-engine.ts';
import type { Specs, TracedPart } from './make-parts.ts';
import { notingPart } from './noting-part.ts';

/** A part of a step as a graph. */
export interface CompiledPart extends TracedPart {
  run(inputs: StepArrays): Promise<StepArrays>;
  dispose(): Promise<void>;
}

/** Traces a part of a step and makes it run. */
export async function compilePart(
  part: StepFunction,
  inputs: Specs,
  options: CompileOptions,
): Promise<CompiledPart> {
  const noting = notingPart(part);
  const compiled = await compile(noting.run, inputs, options);
  return {
    outputs: noting.outputs,
    run: async (arrays) => checkedOutputs(await compiled.run(arrays)),
    dispose: () => compiled.dispose(),
  };
}
