import type { ReadOptions } from '../byte-source.ts';
import { readValues } from '../read-values.ts';
import type { StoredTensor } from '../stored-tensor.ts';
import type { TorchParameter } from '../torch-parameter.ts';
import type { WeightArray, WeightValues } from '../weight-array.ts';
import { TorchParametersError } from './torch-parameters-error.ts';

export interface ReadTorchParametersOptions extends ReadOptions {
  /** What stands before the names in the file, such as `model.visual.`. @defaultValue '' */
  prefix?: string;
  /** What is read, for errors. @defaultValue 'tower' */
  what?: string;
  /** Told after every parameter. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a tower's parameters out of a weight file that has them by PyTorch's names and in its
 * layouts: kernels of convolutions [out, in, height, width] become [height, width, in, out], those
 * of linear maps [out, in] become [in, out]. Floats of any width become float32.
 *
 * @throws TorchParametersError when parameters are missing, or of another shape or no floats; it
 * names all of them, and nothing was read
 */
export async function readTorchParameters(
  wanted: readonly TorchParameter[],
  tensors: ReadonlyMap<string, StoredTensor>,
  options: ReadTorchParametersOptions = {},
): Promise<Record<string, WeightArray<Float32Array>>> {
  const { prefix = '', what = 'tower', onProgress, signal } = options;
  const missing = wanted.filter(({ torchName }) => !tensors.has(prefix + torchName));
  const misshapen = wanted.flatMap((parameter) =>
    misfit(parameter, tensors.get(prefix + parameter.torchName)),
  );
  if (missing.length > 0 || misshapen.length > 0) {
    const names = missing.map(({ torchName }) => prefix + torchName);
    throw new TorchParametersError(what, names, misshapen);
  }
  const arrays: Record<string, WeightArray<Float32Array>> = {};
  for (const [i, parameter] of wanted.entries()) {
    signal?.throwIfAborted();
    const stored = tensors.get(prefix + parameter.torchName)!;
    const { data } = await readValues(stored, signal === undefined ? {} : { signal });
    arrays[parameter.name] = { data: relaid(floats(data), parameter), shape: parameter.shape };
    onProgress?.(i + 1, wanted.length);
  }
  return arrays;
}

function misfit(parameter: TorchParameter, stored: StoredTensor | undefined): string[] {
  if (stored === undefined) return [];
  const { name, dtype, shape } = stored;
  const expected = torchShape(parameter);
  if (String(shape) !== String(expected)) {
    return [`${name} (expected [${expected}], got [${shape}])`];
  }
  return dtype.includes('float') ? [] : [`${name} (expected floats, got ${dtype})`];
}

/** A parameter's shape as PyTorch has it. */
function torchShape({ shape, layout }: TorchParameter): readonly number[] {
  if (layout === 'same') return shape;
  if (layout === 'linear') return [shape[1]!, shape[0]!];
  const [height, width, inputs, outputs] = shape;
  return [outputs!, inputs!, height!, width!];
}

function floats(data: WeightValues): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data as Float64Array);
}

/** Both layouts put the outputs first in PyTorch and last here; kernels swap their places too. */
function relaid(data: Float32Array, { shape, layout }: TorchParameter): Float32Array {
  if (layout === 'same') return data;
  const outputs = shape.at(-1)!;
  const inputs = shape.at(-2)!;
  const places = data.length / Math.max(1, inputs * outputs);
  const result = new Float32Array(data.length);
  let from = 0;
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let place = 0; place < places; place++) {
        result[(place * inputs + input) * outputs + output] = data[from++]!;
      }
    }
  }
  return result;
}
