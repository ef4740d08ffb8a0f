import type { SkipReason } from '../sources/skipped-photo.ts';
import type { ShardEntry } from './shard-index.ts';

/** What a folder of shards holds, and what was left out. */
export interface ShardsSummary extends SplitSummary {
  train: SplitSummary;
  val: SplitSummary;
  /** Photos of the source without usable EXIF, left out or not. */
  withoutExif: number;
  /** Entries of the source that were left out, by reason; `left-out.jsonl` names them. */
  leftOut: Readonly<Partial<Record<SkipReason, number>>>;
}

export interface SplitSummary {
  photos: number;
  samples: number;
  shards: number;
  bytes: number;
}

/** Adds up the shards of both splits. */
export function shardsSummary(
  shards: readonly ShardEntry[],
  withoutExif: number,
  leftOut: ShardsSummary['leftOut'],
): ShardsSummary {
  const ofSplit = (split: string): SplitSummary =>
    total(shards.filter((entry) => entry.split === split));
  return { ...total(shards), train: ofSplit('train'), val: ofSplit('val'), withoutExif, leftOut };
}

function total(shards: readonly ShardEntry[]): SplitSummary {
  const sum = (count: (entry: ShardEntry) => number): number =>
    shards.reduce((amount, entry) => amount + count(entry), 0);
  return {
    photos: sum(({ photos }) => photos),
    samples: sum(({ samples }) => samples),
    shards: shards.length,
    bytes: sum(({ bytes }) => bytes),
  };
}
