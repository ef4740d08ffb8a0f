import type { CompiledEngineOptions } from '../compiled-engine.ts';
import { sortByName } from '../sort-by-name.ts';
import type { StepArray, StepArrays, StepEngine } from '../step-engine.ts';
import { addArrays } from './add-arrays.ts';
import { checkMicroBatches } from './check-micro-batches.ts';
import { type CompiledPart, compilePart } from './compile-part.ts';
import { concatRows } from './concat-rows.ts';
import { copyArrays } from './copy-arrays.ts';
import { cutRows } from './cut-rows.ts';
import { type GradCacheOptions, gradCacheEngine } from './grad-cache-engine.ts';
import type { GradCacheStep } from './make-grad-cache-step.ts';
import { makeParts, type PartName } from './make-parts.ts';

export interface CompiledGradCacheOptions
  extends GradCacheOptions,
    Omit<CompiledEngineOptions, 'symbolicBatch'> {}

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
): Promise<Record<PartName, CompiledPart>> {
  const done: CompiledPart[] = [];
  try {
    return await makeParts(step, example, microBatches, async (name, part, inputs) => {
      const compiled = await compilePart(part, inputs, { name, ...options });
      done.push(compiled);
      return compiled;
    });
  } catch (error) {
    await disposeAll(done);
    throw error;
  }
}

async function disposeAll(parts: readonly CompiledPart[]): Promise<void> {
  await Promise.all(parts.map((part) => part.dispose()));
}
