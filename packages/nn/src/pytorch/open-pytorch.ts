import type { ByteSource, ReadOptions } from '../byte-source.ts';
import { elementBytes } from '../element-type.ts';
import type { StoredTensor } from '../stored-tensor.ts';
import { tensorSize } from '../tensor-size.ts';
import type { CheckpointParts } from './checkpoint-parts.ts';
import { gatherStrided, isContiguous, storageRange } from './gather-strided.ts';
import { nameTensors } from './name-tensors.ts';
import { PickleCut, PickleProblem } from './pickle-problem.ts';
import type { PickleValue } from './pickle-value.ts';
import { PytorchError } from './pytorch-error.ts';
import { readLegacyCheckpoint } from './read-legacy-checkpoint.ts';
import { readZipCheckpoint } from './read-zip-checkpoint.ts';
import type { TensorRecipe } from './tensor-recipe.ts';

/** A PyTorch checkpoint of which the description was read, and no values yet. */
export interface OpenPytorch {
  /** How the file is laid out: since PyTorch 1.6, or before. */
  readonly format: 'zip' | 'legacy';
  /**
   * By name, in the order of the file. Tensors of the model's state dictionary bear their names in
   * it, others (an optimiser's) all keys that lead to them, with dots between.
   */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** What else the file says: numbers and texts at its top level, such as `epoch`. */
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Opens a PyTorch checkpoint (`torch.save`), zip or legacy, without running anything: its pickle
 * may build tensors and plain containers, and whatever else it names or calls is refused. Values
 * are read tensor by tensor.
 *
 * @throws PytorchError when the bytes are no checkpoint, are damaged, or hold something else; what
 * they tried to use is in `refused`
 */
export async function openPytorch(
  source: ByteSource,
  options: ReadOptions = {},
): Promise<OpenPytorch> {
  return named(source.name, async () => {
    const format = await formatOf(source, options);
    const read = format === 'zip' ? readZipCheckpoint : readLegacyCheckpoint;
    const parts = await read(source, options);
    const found = nameTensors(parts.root);
    for (const [name, { tensor }] of found) checkTensor(name, tensor, parts);
    const recipes = [...found].map(([name, { tensor }]): [string, TensorRecipe] => [name, tensor]);
    checkTotal(recipes, source.size);
    const tensors = recipes.map(([name, recipe]): [string, StoredTensor] => [
      name,
      storedTensor(name, recipe, parts, source.name),
    ]);
    return { format, tensors: new Map(tensors), values: plainValues(parts.root) };
  });
}

/** Gives problems the name of the file. */
async function named<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PickleCut) throw new PytorchError(name, 'is cut: its pickle has no end');
    if (!(error instanceof PickleProblem)) throw error;
    const { message, refused } = error;
    throw new PytorchError(name, message, refused === undefined ? {} : { refused });
  }
}

async function formatOf(source: ByteSource, options: ReadOptions): Promise<'zip' | 'legacy'> {
  const [first, second] = await source.read(0, Math.min(4, source.size), options);
  if (first === 0x50 && second === 0x4b) return 'zip';
  if (first === 0x80) return 'legacy';
  throw new PickleProblem('expected a PyTorch checkpoint (a zip archive or a pickle), got neither');
}

function checkTensor(name: string, recipe: TensorRecipe, parts: CheckpointParts): void {
  const { storage, dtype, shape } = recipe;
  const available = parts.storageBytes(storage);
  const what = `tensor ${name.slice(0, 200)} [${shape}]`;
  if (available === undefined) {
    throw new PickleProblem(`${what}: there is no storage ${storage.key.slice(0, 80)}`);
  }
  const declared = storage.count * (storage.dtype === undefined ? 1 : elementBytes[storage.dtype]);
  const needed = storageRange(recipe)[1] * elementBytes[dtype];
  if (!(declared <= available) || !(needed <= declared)) {
    throw new PickleProblem(
      `${what}: expected a storage of ${Math.max(needed, declared)} bytes, got ${available}`,
    );
  }
}

/** Views may overlap, but not so much that a small file takes the memory of a large one. */
function checkTotal(recipes: readonly [string, TensorRecipe][], fileSize: number): void {
  const most = 16 * fileSize + 2 ** 20;
  let total = 0;
  for (const [name, { shape, dtype }] of recipes) {
    total += tensorSize(shape) * elementBytes[dtype];
    if (!(total <= most)) {
      throw new PickleProblem(
        `expected tensors of at most ${most} bytes together in ${fileSize}, and ${name.slice(0, 200)} [${shape}] takes more`,
      );
    }
  }
}

function storedTensor(
  name: string,
  recipe: TensorRecipe,
  parts: CheckpointParts,
  fileName: string,
): StoredTensor {
  const { storage, dtype, shape } = recipe;
  const size = elementBytes[dtype];
  return {
    name,
    dtype,
    shape,
    bytes: (options = {}) =>
      named(fileName, async () => {
        const [begin, end] = storageRange(recipe);
        const bytes = await parts.readStorage(storage, begin * size, end * size, options);
        return isContiguous(recipe) ? bytes : gatherStrided(bytes, recipe, size);
      }),
  };
}

function plainValues(root: PickleValue): OpenPytorch['values'] {
  const plain: Record<string, string | number | boolean | null> = {};
  for (const [key, value] of root instanceof Map ? root : []) {
    const simple = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    if (typeof key === 'string' && simple) plain[key] = value as string | number | boolean | null;
  }
  return plain;
}
