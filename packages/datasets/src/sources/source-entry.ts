import type { PhotoRecord } from './photo-record.ts';
import type { SkipReason } from './skipped-photo.ts';

/** Something in a source that may be a photo. */
export interface SourceEntry {
  /** A path relative to the source, or a key. */
  name: string;
  /**
   * Decides the shard; entries of one number are never apart.
   * @defaultValue the entry's place in the source
   */
  shardNumber?: number;
  /** Reads what is needed to tell. */
  load(): Promise<LoadedEntry>;
}

/** A photo, or why there is none. */
export type LoadedEntry = Omit<PhotoRecord, 'position'> | Skip;

export interface Skip {
  skip: SkipReason;
  detail?: string;
}
