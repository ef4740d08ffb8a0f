import type { InputSpec } from '@exifclip/tfjs-onnx';
import type { StepFunction } from '../make-train-step.ts';
import { sortByName } from '../sort-by-name.ts';
import { specsOf } from '../specs-of.ts';
import type { StepArrays } from '../step-engine.ts';
import { cutRows } from './cut-rows.ts';
import { divideInputs } from './divide-inputs.ts';
import type { GradCacheStep } from './make-grad-cache-step.ts';
import { under } from './under.ts';

export type Specs = Readonly<Record<string, InputSpec>>;

/** Names of the parts of a step. */
export type PartName = Exclude<keyof GradCacheStep, 'wholeBatch'>;

/** A part of a step that was traced. */
export interface TracedPart {
  /** Shapes of what it returns, all float32. */
  outputs: Specs;
}

/**
 * Makes the parts of a step one after the other, as what one returns is what the next takes.
 *
 * @param example inputs of a whole step
 * @param make traces a part for inputs of these shapes
 */
export async function makeParts<Part extends TracedPart>(
  step: GradCacheStep,
  example: StepArrays,
  microBatches: number,
  make: (name: PartName, part: StepFunction, inputs: Specs) => Promise<Part>,
): Promise<Record<PartName, Part>> {
  const { cut, whole, rest } = divideInputs(example, step.wholeBatch);
  const parameters = specsOf(under(rest, 'parameters'));
  const microBatch = specsOf(cutRows(cut, 0, microBatches));
  const embed = await make('embed', step.embed, { ...parameters, ...microBatch });
  const embedded = withRows(embed.outputs, microBatches);
  const lossGradient = await make('lossGradient', step.lossGradient, {
    ...parameters,
    ...under(embedded, 'embeddings'),
    ...specsOf(whole),
  });
  const backward = await make('backward', step.backward, {
    ...parameters,
    ...microBatch,
    ...withRows(under(lossGradient.outputs, 'embeddingGradients'), 1 / microBatches),
  });
  const gradients = under({ ...lossGradient.outputs, ...backward.outputs }, 'gradients');
  const update = await make('update', step.update, {
    ...specsOf(rest),
    ...sortByName(gradients),
    ...under(embedded, 'updates'),
  });
  return { embed, lossGradient, backward, update };
}

/** The same with so many times as many rows. */
function withRows(specs: Specs, times: number): Specs {
  const entries = Object.entries(specs).map(([name, { shape, dtype }]) => {
    const [rows, ...others] = shape;
    return [name, { shape: [Math.round(rows! * times), ...others], dtype }] as const;
  });
  return Object.fromEntries(entries);
}
