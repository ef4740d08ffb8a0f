import { openFileSource } from '@exifclip/nn/node';
import {
  type ByteSource,
  type OpenSafetensors,
  openSafetensors,
  type ReadOptions,
  SafetensorsError,
} from '@exifclip/nn/safetensors';
import type { EmbeddingChunk } from './embedding-chunk.ts';
import { exactFormat } from './exact-format.ts';
import { SearchIndexError } from './search-index-error.ts';

/** The file of an exact index, of which nothing but the header was read. */
export interface ExactFile {
  readonly dim: number;
  /** What it holds, in chunks of some megabytes. */
  chunks(options?: ReadOptions): AsyncGenerator<EmbeddingChunk, void, undefined>;
  close(): Promise<void>;
}

/** @throws SearchIndexError when it is no such file */
export async function openExactFile(path: string): Promise<ExactFile> {
  const source = await openFileSource(path);
  try {
    const { tensors, metadata } = await openTensors(source);
    const [dim, rows] = [Number(metadata.dim), Number(metadata.rows)];
    return {
      dim,
      close: () => source.close(),
      async *chunks(options) {
        let read = 0;
        for (let at = 0; read < rows; at++) {
          const chunk = await readChunk(tensors, { at, dim, path }, options);
          read += chunk.ids.length;
          yield chunk;
        }
      },
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openTensors(source: ByteSource): Promise<OpenSafetensors> {
  try {
    const opened = await openSafetensors(source);
    if (opened.metadata.format === exactFormat) return opened;
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
    throw new SearchIndexError(source.name, 'is no index, or not a whole one', { cause: error });
  }
  throw new SearchIndexError(source.name, 'is a safetensors file, but no index');
}

async function readChunk(
  tensors: OpenSafetensors['tensors'],
  { at, dim, path }: { at: number; dim: number; path: string },
  options?: ReadOptions,
): Promise<EmbeddingChunk> {
  const [rows, names] = [tensors.get(`embeddings/${at}`), tensors.get(`ids/${at}`)];
  if (rows === undefined || names === undefined) {
    throw new SearchIndexError(path, `lacks a part of its embeddings, number ${at}`);
  }
  const ids = parseIds(await names.bytes(options), path);
  const isTable = rows.dtype === 'float32' && rows.shape.length === 2;
  if (!isTable || ids.length < 1 || rows.shape[0] !== ids.length || rows.shape[1] !== dim) {
    throw new SearchIndexError(
      path,
      `expected ${ids.length} embeddings of ${dim} numbers, got ${rows.dtype} [${rows.shape}]`,
    );
  }
  return { ids, embeddings: new Float32Array((await rows.bytes(options)).buffer) };
}

function parseIds(bytes: Uint8Array, path: string): string[] {
  try {
    const ids: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (Array.isArray(ids) && ids.every((id) => typeof id === 'string')) return ids;
  } catch (error) {
    throw new SearchIndexError(path, 'its ids cannot be read', { cause: error });
  }
  throw new SearchIndexError(path, 'expected its ids to be a list of strings');
}
