import type { Model } from '@exifclip/models';
import { searchExact } from '@exifclip/search';
import { type FoundPlace, foundPlace } from './found-place.ts';
import { queryEmbedding, type SearchQuery } from './query-embedding.ts';
import { readEmbedRows } from './read-embed-rows.ts';
import { rowChunks, type SearchedThing } from './row-chunks.ts';
import { tableEmbedding } from './table-embedding.ts';
import { tableIndex } from './table-index.ts';

export interface SearchTableOptions {
  /** The model that made the table. */
  model: Model;
  /** What is found. */
  over: SearchedThing;
  /** How many, at most. */
  k: number;
  /** File of an approximate index, made where it is absent or older than the table. */
  index?: string | undefined;
  /** Threads of ONNX Runtime, 0: it chooses. */
  threads: number;
  /** Told what a person should know: what is left out, and that an index is made. */
  onNotice: (notice: string) => void;
  signal: AbortSignal;
}

/**
 * The nearest of a table of embeddings, best first.
 *
 * @throws TableError, RangeError for what is no table of this model's embeddings, or a query that
 * cannot be embedded
 */
export async function searchTable(
  table: string,
  query: SearchQuery,
  { model, over, k, index: indexFile, threads, onNotice, signal }: SearchTableOptions,
): Promise<FoundPlace[]> {
  const embedded = await tableEmbedding(table, model);
  const embedding = await queryEmbedding(model, query, { ...embedded, threads, signal });
  let failed = 0;
  const chunks = () =>
    rowChunks(
      readEmbedRows(table, () => failed++),
      over,
    );
  const tellLeftOut = (skipped: number): void => {
    if (failed > 0) onNotice(`${failed} inputs have failed and are left out`);
    if (skipped > 0) onNotice(`${skipped} embeddings have no direction and are left out`);
  };
  if (indexFile !== undefined) {
    const { length: dim } = embedding;
    const index = await tableIndex(indexFile, chunks, { table, dim, onNotice, signal });
    tellLeftOut(index.skipped);
    return (await index.search(embedding, { k, signal })).map(foundPlace);
  }
  const { hits, skipped } = await searchExact([embedding], chunks(), { k, signal });
  tellLeftOut(skipped);
  return hits[0]!.map(foundPlace);
}
