import type { Matches } from 'usearch';
import { assertCount } from './assert-count.ts';
import { checkChunk } from './check-chunk.ts';
import { nextTask } from './next-task.ts';
import { rowNorms } from './row-norms.ts';
import { saveUsearchFile } from './save-usearch-file.node.ts';
import type { SearchHit } from './search-hit.ts';
import type { StoredIndex } from './stored-index.ts';
import { unitQuery } from './unit-query.ts';
import type { UsearchSettings } from './usearch-settings.ts';

/** Rows that are added while nothing else can run: some 50 ms of them. */
const rowsAtOnce = 512;

export interface UsearchContents {
  /** Ids of what `graph` holds, by key. */
  ids?: string[];
  skipped?: number;
  /** A file that begins with a graph; it was checked. */
  graph?: string;
  threads: number;
}

/** The graph of usearch with ids instead of keys. */
export function openUsearchIndex(
  { Index, MetricKind, ScalarKind }: typeof import('usearch'),
  settings: UsearchSettings,
  { ids = [], skipped = 0, graph, threads }: UsearchContents,
): StoredIndex {
  const { dim } = settings;
  const quantization = { f32: ScalarKind.F32, f16: ScalarKind.F16, i8: ScalarKind.I8 };
  const index = new Index({
    dimensions: dim,
    metric: MetricKind.Cos,
    quantization: quantization[settings.precision],
    connectivity: settings.connectivity,
    expansion_add: settings.expansionAdd,
    expansion_search: settings.expansionSearch,
    multi: false,
  });
  if (graph !== undefined) index.load(graph);
  return {
    kind: 'usearch',
    dim,
    get size() {
      return ids.length;
    },
    get skipped() {
      return skipped;
    },
    async add(chunk) {
      checkChunk(chunk, dim);
      const { ids: names, embeddings } = soundRows(chunk.ids, chunk.embeddings, dim);
      skipped += chunk.ids.length - names.length;
      for (let from = 0; from < names.length; from += rowsAtOnce) {
        const some = names.slice(from, from + rowsAtOnce);
        const keys = BigUint64Array.from(some, (_, i) => BigInt(ids.length + i));
        const rows = embeddings.subarray(from * dim, (from + some.length) * dim);
        index.add(keys, rows, threads);
        ids.push(...some);
        await nextTask();
      }
    },
    async search(query, { k = 10, signal } = {}) {
      signal?.throwIfAborted();
      assertCount('k', k);
      const unit = Float32Array.from(unitQuery(query, dim));
      return hitsOf(index.search(unit, Math.min(k, Math.max(1, ids.length)), 1), ids);
    },
    save: (path) => saveUsearchFile(path, { index, ids, skipped, settings }),
  };
}

/** Copies of the rows that have a direction, with their ids. */
function soundRows(ids: readonly string[], embeddings: Float32Array, dim: number) {
  const norms = rowNorms(embeddings, dim);
  const rows = [...norms.keys()].filter((row) => norms[row]! > 0);
  const sound = new Float32Array(rows.length * dim);
  for (const [at, row] of rows.entries()) {
    sound.set(embeddings.subarray(row * dim, (row + 1) * dim), at * dim);
  }
  return { ids: rows.map((row) => ids[row]!), embeddings: sound };
}

/** Best first, of equal ones the one that was added first, which has the smaller key. */
function hitsOf(
  { keys, distances }: Pick<Matches, 'keys' | 'distances'>,
  ids: readonly string[],
): SearchHit[] {
  return [...keys]
    .map((key, i) => ({ key: Number(key), cosine: cosineOf(distances[i]!) }))
    .sort((a, b) => b.cosine - a.cosine || a.key - b.key)
    .map(({ key, cosine }) => ({ id: ids[key]!, cosine }));
}

function cosineOf(distance: number): number {
  return Math.fround(Math.max(-1, Math.min(1, 1 - distance)));
}
