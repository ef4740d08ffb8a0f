export { openEmbeddingCache } from './frozen/open-embedding-cache.node.ts';
export { readExifTagsOfFile } from './read/read-exif-tags-of-file.node.ts';
export { loadTokenizer } from './tokens/load-tokenizer.node.ts';
