import type { ByteSource, ReadOptions } from '../byte-source.ts';
import { elementBytes } from '../element-type.ts';
import type { CheckpointParts } from './checkpoint-parts.ts';
import { findTensors } from './find-tensors.ts';
import { largestPickle } from './largest-pickle.ts';
import { PickleCut, PickleProblem } from './pickle-problem.ts';
import type { PickleValue } from './pickle-value.ts';
import type { TensorRecipe } from './tensor-recipe.ts';
import { unpickle } from './unpickle.ts';

/** What a checkpoint of this kind begins with, as a pickled number. */
const magicNumber = 0x1950a86a20f9469cfc6cn;
const protocolVersion = 1001;
const firstRead = 2 ** 16;

/**
 * A checkpoint of PyTorch before 1.6: five pickles (magic number, version, system, content, names
 * of the storages), then each storage after the count of its elements.
 */
export async function readLegacyCheckpoint(
  source: ByteSource,
  options: ReadOptions,
): Promise<CheckpointParts> {
  const { root, keys, end } = await readPickles(source, options);
  const places = await locateStorages(source, { root, keys, end }, options);
  return {
    root,
    storageBytes: ({ key }) => places.get(key)?.bytes,
    readStorage: ({ key }, begin, end, reading) => {
      const { start } = places.get(key)!;
      return source.read(start + begin, start + end, reading);
    },
  };
}

interface Pickles {
  root: PickleValue;
  keys: readonly string[];
  /** Where the storages begin. */
  end: number;
}

/** Reads more and more of the file until the pickles at its front are whole. */
async function readPickles(source: ByteSource, options: ReadOptions): Promise<Pickles> {
  const most = Math.min(source.size, largestPickle);
  for (let size = Math.min(firstRead, most); ; size = Math.min(8 * size, most)) {
    const bytes = await source.read(0, size, options);
    try {
      return parsePickles(bytes);
    } catch (error) {
      if (!(error instanceof PickleCut) || size === most) throw error;
    }
  }
}

function parsePickles(bytes: Uint8Array): Pickles {
  const magic = unpickle(bytes);
  if (magic.value !== magicNumber) {
    throw new PickleProblem('expected the number that PyTorch begins with, got another value');
  }
  const protocol = unpickle(bytes, magic.end);
  if (protocol.value !== protocolVersion) {
    throw new PickleProblem(`expected version ${protocolVersion} of PyTorch's format`);
  }
  const system = unpickle(bytes, protocol.end);
  if (system.value instanceof Map && system.value.get('little_endian') === false) {
    throw new PickleProblem('expected little-endian values, got big-endian ones');
  }
  const content = unpickle(bytes, system.end);
  const { value: keys, end } = unpickle(bytes, content.end);
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) {
    throw new PickleProblem('expected a list of the names of storages');
  }
  if (new Set(keys).size !== keys.length) {
    throw new PickleProblem('expected the name of every storage once');
  }
  return { root: content.value, keys, end };
}

interface Place {
  start: number;
  bytes: number;
}

async function locateStorages(
  source: ByteSource,
  { root, keys, end }: Pickles,
  options: ReadOptions,
): Promise<Map<string, Place>> {
  const elements = new Map(
    findTensors(root).map(({ tensor }) => [tensor.storage.key, storageElement(tensor)]),
  );
  const places = new Map<string, Place>();
  let at = end;
  for (const key of keys) {
    const element = elements.get(key);
    if (element === undefined) {
      throw new PickleProblem(
        `has a storage ${key.slice(0, 80)} of no tensor, and so of no known size`,
      );
    }
    const start = at + 8;
    if (start > source.size) throw new PickleProblem('is cut: a storage is missing');
    const count = new DataView((await source.read(at, start, options)).buffer).getBigInt64(0, true);
    const bytes = Number(count) * element;
    if (bytes < 0 || start + bytes > source.size) {
      throw new PickleProblem(
        `is cut: expected ${bytes} bytes of storage ${key.slice(0, 80)}, got ${source.size - start}`,
      );
    }
    places.set(key, { start, bytes });
    at = start + bytes;
  }
  return places;
}

function storageElement({ storage, dtype }: TensorRecipe): number {
  return elementBytes[storage.dtype ?? dtype];
}
