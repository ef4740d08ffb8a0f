import type { ByteSource, ReadOptions } from '../byte-source.ts';
import type { CheckpointParts } from './checkpoint-parts.ts';
import { largestPickle } from './largest-pickle.ts';
import { PickleProblem } from './pickle-problem.ts';
import { readZipDirectory } from './read-zip-directory.ts';
import { readZipEntry } from './read-zip-entry.ts';
import { unpickle } from './unpickle.ts';
import type { ZipEntry } from './zip-entry.ts';

const pickleName = /^([^/]+)\/data\.pkl$/;

/** A checkpoint of PyTorch 1.6 and later: a zip archive with `data.pkl`, and an entry a storage. */
export async function readZipCheckpoint(
  source: ByteSource,
  options: ReadOptions,
): Promise<CheckpointParts> {
  const entries = await readZipDirectory(source, options);
  const [pickle, ...more] = [...entries.values()].filter(({ name }) => pickleName.test(name));
  if (pickle === undefined || more.length > 0) {
    throw new PickleProblem('expected a zip archive with one folder/data.pkl, got another archive');
  }
  const folder = pickleName.exec(pickle.name)![1]!;
  if (entries.has(`${folder}/constants.pkl`)) {
    throw new PickleProblem('is a TorchScript program; save its state_dict() instead');
  }
  await checkByteOrder(source, entries.get(`${folder}/byteorder`), options);
  if (pickle.size > largestPickle) {
    throw new PickleProblem(
      `expected a pickle of at most ${largestPickle} bytes, got ${pickle.size}`,
    );
  }
  const { value: root } = unpickle(await readZipEntry(source, pickle, options));
  return {
    root,
    storageBytes: ({ key }) => entries.get(`${folder}/data/${key}`)?.size,
    readStorage: ({ key }, begin, end, reading) =>
      readZipEntry(source, entries.get(`${folder}/data/${key}`)!, { begin, end, ...reading }),
  };
}

async function checkByteOrder(
  source: ByteSource,
  entry: ZipEntry | undefined,
  options: ReadOptions,
): Promise<void> {
  if (entry === undefined) return;
  const range = { begin: 0, end: Math.min(entry.size, 16) };
  const order = new TextDecoder().decode(
    await readZipEntry(source, entry, { ...range, ...options }),
  );
  if (order !== 'little') throw new PickleProblem(`expected little-endian values, got ${order}`);
}
