import type { TextEncoder as SentenceEncoder } from '@exifclip/exif-text';

/** Turns sentences into embeddings in the space of the patches. */
export interface TextEncoder extends SentenceEncoder {
  /** Frees what it runs on. */
  dispose(): Promise<void>;
}
