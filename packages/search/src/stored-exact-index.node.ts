import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { saveSafetensors } from '@exifclip/nn/node';
import type { StoredTensor } from '@exifclip/nn/safetensors';
import { exactFormat } from './exact-format.ts';
import { type ExactIndex, type ExactIndexOptions, exactIndex } from './exact-index.ts';
import type { StoredIndex } from './stored-index.ts';

/**
 * `exactIndex` that can be kept: in a safetensors file with the tensors `embeddings/0` `[n, dim]`,
 * `ids/0` (UTF-8 of a JSON list of n strings), `embeddings/1`, … as they were added.
 *
 * @throws RangeError when `dim` is not a positive integer
 */
export function storedExactIndex(options: ExactIndexOptions): StoredIndex & ExactIndex {
  const index = exactIndex(options);
  return Object.assign(index, {
    async save(path: string): Promise<void> {
      await mkdir(dirname(path), { recursive: true });
      const rows = String(index.size + index.skipped);
      const metadata = { format: exactFormat, dim: String(index.dim), rows };
      await saveSafetensors(path, chunkTensors(index), { metadata });
    },
  });
}

function* chunkTensors({ chunks, dim }: ExactIndex): Generator<StoredTensor> {
  let at = 0;
  for (const { ids, embeddings } of chunks()) {
    const text = new TextEncoder().encode(JSON.stringify(ids));
    yield {
      name: `embeddings/${at}`,
      dtype: 'float32',
      shape: [ids.length, dim],
      bytes: async () => new Uint8Array(embeddings.slice().buffer),
    };
    yield { name: `ids/${at}`, dtype: 'uint8', shape: [text.length], bytes: async () => text };
    at++;
  }
}
