import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { EmbeddingCache } from './embedding-cache.ts';
import { encodeSegment } from './encode-segment.node.ts';
import { readSegmentKeys, type SegmentKeys } from './read-segment-keys.node.ts';
import { recordCheck } from './record-check.node.ts';
import { checkBytes, type SegmentLayout } from './segment-layout.ts';

/** Where on disk an embedding lies. */
interface Place {
  readonly path: string;
  readonly layout: SegmentLayout;
  readonly index: number;
}

const suffix = '.embeddings';

/**
 * Keeps embeddings in a folder, for any number of encoders and processes at once.
 *
 * Each `set` writes one file beside its place and renames it into it, so writers never meet, and a
 * file is whole or not there; every embedding is checked as it is read, and a damaged one counts as
 * absent. What other processes write is seen when the folder is opened again. Keys stay in memory
 * (about 200 bytes each), embeddings on disk.
 *
 * @param folder made where it does not exist
 */
export async function openEmbeddingCache(folder: string): Promise<EmbeddingCache> {
  const root = resolve(folder);
  await mkdir(root, { recursive: true });
  const places = new Map<string, Place>();
  const add = ({ path, layout, keys }: SegmentKeys): void => {
    for (const [index, key] of keys.entries()) places.set(key, { path, layout, index });
  };
  const files = (await readdir(root)).filter((file) => file.endsWith(suffix)).sort();
  for (const file of files) {
    const segment = await readSegmentKeys(join(root, file));
    if (segment !== undefined) add(segment);
  }
  return {
    async get(keys) {
      const results = keys.map((): Float32Array | undefined => undefined);
      for (const [path, wanted] of byPath(keys, places)) {
        await withFile(path, async (file) => {
          for (const i of wanted) {
            results[i] = await readRecord(file, places.get(keys[i]!)!, keys[i]!);
          }
        });
      }
      return results;
    },
    async set(embeddings) {
      if (embeddings.size === 0) return;
      const path = join(root, `${randomUUID()}${suffix}`);
      await writeInPlace(path, encodeSegment(embeddings));
      const segment = await readSegmentKeys(path);
      if (segment !== undefined) add(segment);
    },
  };
}

/** Which of the keys lie in which file. */
function byPath(
  keys: readonly string[],
  places: ReadonlyMap<string, Place>,
): ReadonlyMap<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, key] of keys.entries()) {
    const path = places.get(key)?.path;
    if (path === undefined) continue;
    const group = groups.get(path) ?? [];
    group.push(i);
    groups.set(path, group);
  }
  return groups;
}

/** A file that another process has cleared away holds nothing. */
async function withFile(path: string, use: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return;
  try {
    await use(file);
  } finally {
    await file.close();
  }
}

async function readRecord(
  file: FileHandle,
  { layout: { dim, records, recordBytes }, index }: Place,
  key: string,
): Promise<Float32Array | undefined> {
  const record = Buffer.alloc(recordBytes);
  const { bytesRead } = await file.read(record, 0, recordBytes, records + index * recordBytes);
  const embedding = record.subarray(0, recordBytes - checkBytes);
  const expected = recordCheck(Buffer.from(key, 'hex'), embedding);
  if (bytesRead < recordBytes || !record.subarray(-checkBytes).equals(expected)) return undefined;
  return Float32Array.from({ length: dim }, (_, i) => embedding.readFloatLE(4 * i));
}

async function writeInPlace(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.tmp`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
