import type { DistilbertConfig } from '@exifclip/exif-text/tower';
import type { StoredTensor } from '@exifclip/nn/safetensors';

/** A tower that was found in a weight file. */
export interface FoundDistilbert {
  /** What stands before its names. */
  prefix: string;
  config: DistilbertConfig;
}

const mark = 'transformer.layer.0.attention.q_lin.weight';
/** As in all published models of this kind. */
const headWidth = 64;

/**
 * Finds a DistilBERT by its names, whatever stands before them; undefined where none is. The number
 * of heads shows in no shape: it is `heads`, or one for 64 dimensions.
 */
export function findDistilbert(
  tensors: ReadonlyMap<string, StoredTensor>,
  heads?: number,
): FoundDistilbert | undefined {
  const marked = [...tensors.keys()].find((name) => name.endsWith(mark));
  if (marked === undefined) return undefined;
  const prefix = marked.slice(0, -mark.length);
  const shape = (name: string) => tensors.get(prefix + name)?.shape ?? [];
  const [vocabularySize = 0, dim = 0] = shape('embeddings.word_embeddings.weight');
  const [maxTokens = 0] = shape('embeddings.position_embeddings.weight');
  const [hidden = 0] = shape('transformer.layer.0.ffn.lin1.weight');
  let layers = 0;
  while (tensors.has(`${prefix}transformer.layer.${layers}.attention.q_lin.weight`)) layers++;
  const sizes = { vocabularySize, maxTokens, dim, layers, hidden };
  return { prefix, config: { ...sizes, heads: heads ?? Math.max(1, Math.round(dim / headWidth)) } };
}
