import type { ExifTags } from '@exifclip/exif-text';
import type { SkippedPhoto } from '../sources/skipped-photo.ts';
import type { SplitRule } from './split-rule.ts';

/** `index.json` of a folder of shards. */
export interface ShardSet {
  format: 'exifclip-shards';
  version: 1;
  /** Whether all photos of the source are in it. */
  complete: boolean;
  /** What the shards depend on beside the source. */
  settings: Readonly<Record<string, number | string>>;
  rule: SplitRule;
  /** Photos that the source was found to hold, where they were counted. */
  total?: number;
  /** Whole shards, in order. */
  shards: readonly ShardEntry[];
}

/** A whole shard; beside `train-000000.tar` lies its index, `train-000000.json`. */
export interface ShardEntry {
  file: string;
  split: 'train' | 'val';
  bytes: number;
  /** Of the tar file, in hexadecimal digits. */
  sha256: string;
  photos: number;
  samples: number;
}

/** The index of one shard. */
export interface ShardIndex extends ShardEntry {
  /** Entries of the source up to the last that this shard is about. */
  position: number;
  /** Photos that were not used, between the shard before and the next; names are not kept. */
  leftOut: readonly Omit<SkippedPhoto, 'name'>[];
  contents: readonly ShardPhoto[];
}

/** A photo in a shard. */
export interface ShardPhoto {
  id: string;
  group: string;
  tags: ExifTags;
  colourChart: boolean;
  /** Whether none of its cuts has much texture. */
  lowTexture: boolean;
  /** Size of the whole photo in pixels, where it is known. */
  size?: { width: number; height: number };
  samples: readonly ShardSample[];
}

/** A cut of a photo in a shard. */
export interface ShardSample {
  key: string;
  kind: string;
  /** Upper left corner in the photo, in pixels. */
  x: number;
  y: number;
  /** Where the bytes of its files lie in the tar, by extension: offset and length. */
  members: Readonly<Record<string, readonly [offset: number, length: number]>>;
}

/** A photo of an open shard, in the split that the shard says, if it says one. */
export interface OpenShardPhoto extends ShardPhoto {
  split?: 'train' | 'val';
}
