import { join, resolve } from 'node:path';
import type { PhotoStore } from '@exifclip/datasets/node';
import { openSource } from './open-source.ts';
import { shardsReport } from './shards-report.ts';
import { writeShardsOf } from './write-shards-of.ts';

export interface PhotosToTrainOnOptions {
  /** Where crops of a folder of photos are written. */
  shardsFolder: string;
  /** Decides which places are cut, and which photos are for validation. */
  seed: number;
  signal?: AbortSignal;
}

/**
 * What a run is told to train on: a manifest, shards, or a folder of photos, of which shards are
 * made first, which says what was left out and why.
 *
 * @throws RangeError unless exactly one of the three is named
 */
export async function photosToTrainOn(
  named: { photos?: string; shards?: string; manifest?: string },
  { shardsFolder, seed, signal }: PhotosToTrainOnOptions,
): Promise<PhotoStore> {
  const { photos, shards, manifest } = named;
  const count = [photos, shards, manifest].filter((path) => path !== undefined).length;
  if (count !== 1) {
    throw new RangeError(`expected one of --photos, --shards and --manifest, got ${count}`);
  }
  if (manifest !== undefined) return { kind: 'manifest', path: resolve(manifest) };
  if (shards !== undefined) return { kind: 'shards', path: resolve(shards) };
  const source = await openSource(photos!, { cacheFolder: shardsFolder });
  const summary = await writeShardsOf(source, shardsFolder, {
    seed,
    ...(signal === undefined ? {} : { signal }),
  });
  console.error(shardsReport(summary, join(shardsFolder, 'left-out.jsonl')));
  return { kind: 'shards', path: resolve(shardsFolder) };
}
