import type { StepFunction } from '../make-train-step.ts';
import type { Specs, TracedPart } from './make-parts.ts';

/** A step function that notes the shapes of what it returns. */
export interface NotingPart extends TracedPart {
  run: StepFunction;
}

/** Notes what a part returns when it is traced, for that is what the next part takes. */
export function notingPart(part: StepFunction): NotingPart {
  const noting: NotingPart = {
    outputs: {},
    run(tensors) {
      const results = part(tensors);
      const specs = Object.entries(results).map(
        ([name, { shape }]) => [name, { shape: [...shape], dtype: 'float32' }] as const,
      );
      noting.outputs = Object.fromEntries(specs) as Specs;
      return results;
    },
  };
  return noting;
}
