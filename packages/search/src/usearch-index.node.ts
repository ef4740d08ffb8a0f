import { assertCount } from './assert-count.ts';
import { loadUsearch } from './load-usearch.node.ts';
import { openUsearchIndex } from './open-usearch-index.node.ts';
import type { StoredIndex } from './stored-index.ts';
import type { UsearchSettings } from './usearch-settings.ts';

export interface UsearchIndexOptions
  extends Pick<UsearchSettings, 'dim'>,
    Partial<Omit<UsearchSettings, 'dim'>> {
  /** Threads that build it, 0: one a core. @defaultValue 0 */
  threads?: number | undefined;
}

/**
 * An approximate index: the graph of usearch (HNSW; Malkov and Yashunin, 2018), which finds most of
 * the nearest after comparing a query with some thousands. Its memory is usearch's own: `dim`
 * numbers and about 8 · `connectivity` + 20 bytes an embedding, beside the ids.
 *
 * The same embeddings make another graph where threads differ or race; with one thread, and one
 * processor's kernels, it is the same.
 *
 * @throws RangeError when a count is not a positive integer
 * @throws Error when the package usearch is not installed
 */
export async function usearchIndex({
  dim,
  connectivity = 16,
  expansionAdd = 128,
  expansionSearch = 128,
  precision = 'f32',
  threads = 0,
}: UsearchIndexOptions): Promise<StoredIndex> {
  const settings = { dim, connectivity, expansionAdd, expansionSearch, precision };
  for (const name of ['dim', 'connectivity', 'expansionAdd', 'expansionSearch'] as const) {
    assertCount(name, settings[name]);
  }
  return openUsearchIndex(await loadUsearch(), settings, { threads });
}
