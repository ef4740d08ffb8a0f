import { meanEmbedding } from '@exifclip/models';
import type { EmbeddingChunk } from '@exifclip/search';
import type { EmbedRow } from './embed-row.ts';
import { patchId } from './found-place.ts';

/** What a search finds: whole photos, or their patches. */
export type SearchedThing = 'photos' | 'patches';

/**
 * Rows of a table as a search takes them: all patches of each, or one embedding a photo, the mean of
 * its patches as they are, not whitened: only so is it in the space of sentences and of single
 * patches, and what `embedImage` makes of a photo that is not in the table.
 */
export async function* rowChunks(
  rows: AsyncIterable<EmbedRow>,
  over: SearchedThing,
): AsyncGenerator<EmbeddingChunk, void, undefined> {
  for await (const row of rows) yield over === 'photos' ? photoChunk(row) : patchChunk(row);
}

function photoChunk({ input, embeddings, dim }: EmbedRow): EmbeddingChunk {
  const isSound = embeddings.every(Number.isFinite);
  const shape = [embeddings.length / dim, dim];
  return {
    ids: [input],
    // what is not finite is counted by the search
    embeddings: isSound ? meanEmbedding({ data: embeddings, shape }) : new Float32Array(dim),
  };
}

function patchChunk({ input, tops, lefts, embeddings }: EmbedRow): EmbeddingChunk {
  const ids = tops.flatMap((y) => lefts.map((x) => patchId(input, x, y)));
  return { ids, embeddings };
}
