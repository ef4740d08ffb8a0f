import type { SearchIndex } from './search-index.ts';

/** An index that can be kept in a file. */
export interface StoredIndex extends SearchIndex {
  /** Writes a file, beside its place first, then renamed into it; `loadIndex` reads it. */
  save(path: string): Promise<void>;
}
