export { type LoadIndexOptions, loadIndex } from './load-index.node.ts';
export { type ReadEmbeddingsOptions, readEmbeddings } from './read-embeddings.node.ts';
export { SearchIndexError } from './search-index-error.ts';
export { storedExactIndex } from './stored-exact-index.node.ts';
export type { StoredIndex } from './stored-index.ts';
export { type UsearchIndexOptions, usearchIndex } from './usearch-index.node.ts';
