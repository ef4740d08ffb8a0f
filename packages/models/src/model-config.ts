import type { TextEncoderConfig } from './text-encoder-config.ts';

/** What `config.json` of a model folder says. */
export interface ModelConfig {
  /** Version of the folder format. */
  format: 2;
  /** What the model is called in reports. */
  id: string;
  /** Side of a patch in pixels. */
  patchSize: number;
  /** Length of an embedding, of patches and of sentences. */
  dim: number;
  /** How sentences are encoded; absent where the model knows patches only. */
  textEncoder?: TextEncoderConfig;
  /** Size and checksum of every other file of the model. */
  files: Readonly<Record<string, FileEntry>>;
}

/** What a file must be. */
export interface FileEntry {
  bytes: number;
  /** SHA-256 in lower-case hexadecimal. */
  sha256: string;
}
