import { type CompileOptions, trace } from '@exifclip/tfjs-onnx';
import { type CompiledPart, compilePart } from '../grad-cache/compile-part.ts';
import type { GradCacheStep } from '../grad-cache/make-grad-cache-step.ts';
import { makeParts, type TracedPart } from '../grad-cache/make-parts.ts';
import { notingPart } from '../grad-cache/noting-part.ts';
import type { StepArrays } from '../step-engine.ts';

/** A step of which one half runs elsewhere, as graphs, and the other here. */
export interface SplitStep {
  embed: Uint8Array;
  backward: Uint8Array;
  lossGradient: CompiledPart;
  update: CompiledPart;
}

/** Traces all parts of a step, and makes those run that see the whole batch. */
export async function splitStep(
  step: GradCacheStep,
  example: StepArrays,
  microBatches: number,
  options: CompileOptions,
): Promise<SplitStep> {
  const graphs = new Map<string, Uint8Array>();
  const compiled = new Map<string, CompiledPart>();
  try {
    await makeParts<TracedPart>(step, example, microBatches, async (name, part, inputs) => {
      if (name === 'embed' || name === 'backward') {
        const noting = notingPart(part);
        graphs.set(name, trace(noting.run, inputs, { name }).bytes);
        return noting;
      }
      const running = await compilePart(part, inputs, { name, ...options });
      compiled.set(name, running);
      return running;
    });
  } catch (error) {
    await Promise.all([...compiled.values()].map((part) => part.dispose()));
    throw error;
  }
  return {
    embed: graphs.get('embed')!,
    backward: graphs.get('backward')!,
    lossGradient: compiled.get('lossGradient')!,
    update: compiled.get('update')!,
  };
}
