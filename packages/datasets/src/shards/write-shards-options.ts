import type { SentenceStyle } from '@exifclip/exif-text';
import type { SkippedPhoto } from '../sources/skipped-photo.ts';

export interface WriteShardsOptions {
  /** Most cuts of a photo. @defaultValue 2 */
  cropsPerPhoto?: number;
  /** Largest side of a cut in pixels; a multiple of 16. @defaultValue 512 */
  cropSize?: number;
  /** Side in pixels below which a photo is left out. @defaultValue 128, or `cropSize` if less */
  leastCropSize?: number;
  /** Largest photo that is decoded, in pixels. @defaultValue 100 million */
  maxPixels?: number;
  /** Share of photos that are kept for validation, 0…1. @defaultValue 0.1 */
  valShare?: number;
  /**
   * What goes to one side together: whole groups, such as folders; neighbours in a group; or groups
   * where there are enough. `auto` and `neighbours` read the source twice, to count. Photos whose
   * source says a split keep theirs.
   * @defaultValue 'auto'
   */
  splitBy?: 'auto' | 'group' | 'neighbours';
  /** Decides places and split. @defaultValue 0 */
  seed?: number | string;
  /** How the sentences in `txt` read. @defaultValue 'tags' */
  sentenceStyle?: SentenceStyle;
  /** Most bytes of a shard, unless a single photo takes more. @defaultValue 500 million */
  maxShardBytes?: number;
  /** Most samples of a shard. @defaultValue 10,000 */
  maxShardSamples?: number;
  /** Photos that are decoded and cut at a time; the shards do not depend on it. @defaultValue 4 */
  concurrency?: number;
  /** Stops with the signal's reason; run again, it goes on after the last whole shards. */
  signal?: AbortSignal;
  /** Is told after every photo. */
  onProgress?: (progress: WriteShardsProgress) => void;
  /** Is told of every photo that is left out, in order. */
  onLeftOut?: (skipped: SkippedPhoto) => void;
}

export interface WriteShardsProgress {
  /** Counting, to choose the split, or writing. */
  phase: 'counting' | 'writing';
  /** Photos of the source read so far, those of an earlier run included. */
  photos: number;
  /** Photos of the source, where they were counted. */
  total: number | undefined;
}
