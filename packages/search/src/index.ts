export type { EmbeddingChunk } from './embedding-chunk.ts';
export { type ExactIndex, type ExactIndexOptions, exactIndex } from './exact-index.ts';
export { recallOf } from './recall-of.ts';
export { type ExactSearch, type SearchExactOptions, searchExact } from './search-exact.ts';
export type { SearchHit } from './search-hit.ts';
export type { SearchIndex, SearchOptions } from './search-index.ts';
