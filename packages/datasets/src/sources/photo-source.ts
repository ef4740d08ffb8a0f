import type { PhotoRecord } from './photo-record.ts';
import type { SkippedPhoto, SkipReason } from './skipped-photo.ts';

export interface PhotoSourceOptions {
  /** Only part `index` (from 0) of `count` parts, which together are the whole. @defaultValue all */
  shard?: { index: number; count: number };
  /**
   * Entries to pass over, to go on after the photo with this `position`. None of their bytes are
   * read, and nothing is reported of them. @defaultValue 0
   */
  start?: number;
  /** Fewest camera tags that make EXIF usable. @defaultValue 1 */
  minTags?: number;
  /** Whether photos with fewer tags are given. They are counted either way. @defaultValue false */
  keepWithoutExif?: boolean;
  /** Entries that are looked at at a time. @defaultValue 8 */
  concurrency?: number;
  /** Ends the iteration with the signal's reason. */
  signal?: AbortSignal;
  /** Is told of every entry that is not given, in order. */
  onSkip?: (skipped: SkippedPhoto) => void;
  /** Is told after every entry. */
  onProgress?: (summary: PhotoSourceSummary) => void;
}

export interface ReadPhotosOptions extends PhotoSourceOptions {
  /** Whether the source's own callbacks are not called, for a pass that counts. @defaultValue false */
  silent?: boolean;
}

/** What has been read of a source so far. */
export interface PhotoSourceSummary {
  /** Photos given. */
  given: number;
  /** Photos without usable EXIF, given or not. */
  withoutExif: number;
  /** Entries that were not given, by reason. */
  skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** Photos one after another, in an order that does not change. Each iteration begins anew. */
export interface PhotoSource extends AsyncIterable<PhotoRecord> {
  /** An iteration with other options than the source was made with; both `onSkip` are called. */
  read(options?: ReadPhotosOptions): AsyncGenerator<PhotoRecord, void, undefined>;
  /** What the iteration begun last has read so far. */
  summary(): PhotoSourceSummary;
}
