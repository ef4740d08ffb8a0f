import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoSource } from '../sources/photo-source.ts';
import { writeFileAtomic } from '../write-file-atomic.node.ts';
import { countedRule } from './counted-rule.ts';
import { openLeftOutList } from './left-out-list.node.ts';
import { resumeShards } from './resume-shards.node.ts';
import type { ShardEntry, ShardIndex } from './shard-index.ts';
import { shardSeries } from './shard-series.node.ts';
import { shardSettings } from './shard-settings.ts';
import { type ShardsSummary, shardsSummary } from './shards-summary.ts';
import { writePhotos } from './write-photos.node.ts';
import type { WriteShardsOptions } from './write-shards-options.ts';

/**
 * Cuts the photos of a source into lossless squares and writes them as shards that webdataset and
 * open_clip read: `train-000000.tar`, … and `val-000000.tar`, …, each with an index of its own,
 * and `index.json`, `summary.json` and `left-out.jsonl` for all. `shardPhotos` and
 * `photosFromShards` read them.
 *
 * A run that was stopped goes on after the last whole shard of each split; what it writes is equal,
 * byte for byte, to what an uninterrupted run writes of the same source and settings. A folder
 * whose shards are complete is left as it is.
 *
 * @throws ShardError for a folder with other shards, or with shards of other settings
 * @throws RangeError for options out of their range
 */
export async function writeShards(
  source: PhotoSource,
  folder: string,
  options: WriteShardsOptions = {},
): Promise<ShardsSummary> {
  const settings = shardSettings(options);
  const choose = (): ReturnType<typeof countedRule> => countedRule(source, settings, options);
  const { set, whole } = await resumeShards(folder, { ...settings }, choose);
  if (set.complete) return readSummary(folder);
  const limits = { maxBytes: settings.maxShardBytes, maxSamples: settings.maxShardSamples };
  const series = {
    train: shardSeries(folder, 'train', whole.train, limits),
    val: shardSeries(folder, 'val', whole.val, limits),
  };
  const list = await openLeftOutList(join(folder, 'left-out.jsonl'), options.onLeftOut);
  try {
    await writePhotos(source, { set, series, list, settings }, options);
    await series.train.finish();
    await series.val.finish();
  } catch (error) {
    await Promise.all([series.train.discard(), series.val.discard(), list.close(false)]);
    throw error;
  }
  await list.close(true);
  const shards = [...series.train.shards(), ...series.val.shards()].map(entryOf);
  const summary = shardsSummary(shards, source.summary().withoutExif, list.counts());
  await writeJson(folder, 'summary.json', summary);
  await writeJson(folder, 'index.json', { ...set, complete: true, shards });
  return summary;
}

function entryOf({ file, split, bytes, sha256, photos, samples }: ShardIndex): ShardEntry {
  return { file, split, bytes, sha256, photos, samples };
}

async function readSummary(folder: string): Promise<ShardsSummary> {
  return JSON.parse(await readFile(join(folder, 'summary.json'), 'utf8')) as ShardsSummary;
}

function writeJson(folder: string, name: string, value: unknown): Promise<void> {
  return writeFileAtomic(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
}
