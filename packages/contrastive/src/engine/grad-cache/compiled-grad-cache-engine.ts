import type { CompiledEngineOptions } from '../compiled-engine.ts';
import { sortByName } from '../sort-by-name.ts';
import { specsOf } from '../specs-of.ts';
import type { StepArray, StepArrays, StepEngine } from '../step-engine.ts';
import { addArrays } from './add-arrays.ts';
import { checkMicroBatches } from './check-micro-batches.ts';
import { type CompiledPart, compilePart, type Specs } from './compile-part.ts';
import { concatRows } from './concat-rows.ts';
import { copyArrays } from './copy-arrays.ts';
import { cutRows } from './cut-rows.ts';
import { divideInputs } from './divide-inputs.ts';
import { type GradCacheOptions, gradCacheEngine } from './grad-cache-engine.ts';
import type { GradCacheStep } from './make-grad-cache-step.ts';
import { under } from './under.ts';

export interface CompiledGradCacheOptions
  extends GradCacheOptions,
    Omit<CompiledEngineOptions, 'symbolicBatch'> {}

type Parts = Record<Exclude<keyof GradCacheStep, 'wholeBatch'>, CompiledPart>;

/**
 * Makes the steps of `makeGradCacheStep` in four ONNX graphs. They run one after the other and read
 * the same arrays, so that nothing is copied between them but embeddings.
 *
 * Four pools of threads that spin would be in each other's way, so `spinning` is false by default.
 * A batch that does not divide into the micro-batches is refused with a RangeError. Bit for bit
 * holds what `compiledEngine` says.
 *
 * @param example inputs of the names, shapes and types of every step to come; values do not matter
 * @throws RangeError when `microBatches` is no whole number from 1, or does not divide the example
 * @throws what `compile` throws where the step uses an operation that cannot be traced
 */
export async function compiledGradCacheEngine(
  step: GradCacheStep,
  example: StepArrays,
  { microBatches, ...compileOptions }: CompiledGradCacheOptions,
): Promise<StepEngine> {
  checkMicroBatches(microBatches);
  const options = { spinning: false, ...compileOptions };
  const parts = await compileParts(step, sortByName(example), { microBatches, ...options });
  return gradCacheEngine<StepArray>(
    {
      take: (arrays) => arrays,
      read: async (arrays) => copyArrays(arrays),
      run: (part, inputs) => parts[part].run(inputs),
      rows: cutRows,
      concat: concatRows,
      add: addArrays,
      free: () => {},
      dispose: () => disposeAll(Object.values(parts)),
    },
    step.wholeBatch,
    { microBatches },
  );
}

async function compileParts(
  step: GradCacheStep,
  example: StepArrays,
  { microBatches, ...options }: CompiledGradCacheOptions,
): Promise<Parts> {
  const { cut, whole, rest } = divideInputs(example, step.wholeBatch);
  const parameters = specsOf(under(rest, 'parameters'));
  const microBatch = specsOf(cutRows(cut, 0, microBatches));
  const done: CompiledPart[] = [];
  const compiled = async (part: keyof Parts, inputs: Specs): Promise<CompiledPart> => {
    const result = await compilePart(step[part], inputs, { name: part, ...options });
    done.push(result);
    return result;
  };
  try {
    const embed = await compiled('embed', { ...parameters, ...microBatch });
    const embedded = withRows(embed.outputs, microBatches);
    const lossGradient = await compiled('lossGradient', {
      ...parameters,
      ...under(embedded, 'embeddings'),
      ...specsOf(whole),
    });
    const backward = await compiled('backward', {
      ...parameters,
      ...microBatch,
      ...withRows(under(lossGradient.outputs, 'embeddingGradients'), 1 / microBatches),
    });
    const gradients = under({ ...lossGradient.outputs, ...backward.outputs }, 'gradients');
    const update = await compiled('update', {
      ...specsOf(rest),
      ...sortByName(gradients),
      ...under(embedded, 'updates'),
    });
    return { embed, lossGradient, backward, update };
  } catch (error) {
    await disposeAll(done);
    throw error;
  }
}

/** The same with so many times as many rows. */
function withRows(specs: Specs, times: number): Specs {
  const entries = Object.entries(specs).map(([name, { shape, dtype }]) => {
    const [rows, ...others] = shape;
    return [name, { shape: [Math.round(rows! * times), ...others], dtype }] as const;
  });
  return Object.fromEntries(entries);
}

async function disposeAll(parts: readonly CompiledPart[]): Promise<void> {
  await Promise.all(parts.map((part) => part.dispose()));
}
