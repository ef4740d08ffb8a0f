import type { StoredTensor } from '@exifclip/nn/safetensors';

/** Weights to be listed or converted, opened. */
export interface WeightSource {
  /** As it was given. */
  readonly name: string;
  /** Kind of file. */
  readonly format: 'safetensors' | 'pytorch (zip)' | 'pytorch (legacy)';
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** What the file says beside tensors: numbers and texts such as `epoch`. */
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  /** Reads a small file that lies beside the weights; undefined where there is none. */
  beside(file: string): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}
