import { locateModel } from '#frozen/locate-model';
import type { TextEncoder } from '../text-encoder.ts';
import { embedSentences } from './embed-sentences.ts';
import type { EmbeddingCache } from './embedding-cache.ts';
import type { FrozenDtype } from './frozen-dtype.ts';
import { loadFeatureExtractor } from './load-feature-extractor.ts';
import type { Pooling } from './pool-states.ts';

export interface FrozenEncoderOptions {
  /**
   * Branch, tag or commit on the hub; a commit where a cache outlives a day, since a branch moves.
   * @defaultValue `'main'`
   */
  revision?: string;
  /** Precision of the weights; each is a file of its own. @defaultValue `'fp32'` */
  dtype?: FrozenDtype;
  /** Mean of the tokens' states, or the first token's. @defaultValue `'mean'` */
  pooling?: Pooling;
  /** Longer sentences are cut to this many tokens. @defaultValue 512 */
  maxTokens?: number;
  /** Sentences that go through the model at once. @defaultValue 32 */
  batchSize?: number;
  /** Threads of ONNX Runtime; 0 lets it choose. @defaultValue 0 */
  threads?: number;
  /**
   * Whether what is not in transformers.js's cache may be fetched from the hub. Where not, it may
   * still ask the hub for a tokenizer's size (4.3.1 does).
   * @defaultValue true
   */
  allowDownload?: boolean;
  /** Keeps embeddings; `openEmbeddingCache` of `./node` does so on disk. @defaultValue none */
  cache?: EmbeddingCache;
  /** Told, in bytes, how far the file that is being read or fetched has come. @defaultValue none */
  onDownload?: (file: string, loaded: number, total: number) => void;
}

/** A text encoder that is not trained. */
export interface FrozenEncoder extends TextEncoder {
  /** Names the model and all that its embeddings depend on; the cache's keys begin with it. */
  readonly id: string;
  /** Frees the model; the encoder is of no use afterwards. */
  dispose(): Promise<void>;
}

/**
 * Loads any feature-extraction model of transformers.js as a text encoder: masked mean of the last
 * states, at unit length. It needs the optional peer `@huggingface/transformers`.
 *
 * @param model id on the Hugging Face hub, or in Node the path of a folder with `config.json`,
 * `tokenizer.json`, `tokenizer_config.json` and `onnx/model.onnx`
 * @throws PackageMissingError when transformers.js is not installed
 * @throws FrozenModelError when a file is missing, the hub is out of reach, or the model is no
 * feature extractor
 * @throws RangeError when a number among the options is no positive whole one
 */
export async function createFrozenEncoder(
  model: string,
  options: FrozenEncoderOptions = {},
): Promise<FrozenEncoder> {
  const { revision = 'main', dtype = 'fp32', pooling = 'mean', maxTokens = 512 } = options;
  const { batchSize = 32, threads = 0, allowDownload = true, cache, onDownload } = options;
  assertCount('maxTokens', maxTokens);
  assertCount('batchSize', batchSize);
  const located = await locateModel(model, dtype);
  const settings = { revision, dtype, pooling, maxTokens, threads, allowDownload, onDownload };
  const extractor = await loadFeatureExtractor(located, settings);
  // no field of a model's files says reliably how long its embeddings are
  const dim = (await extractor.extract(['Make'])).length;
  const name = located.fingerprint ?? `${model}@${revision}`;
  const id = `${name} ${dtype} ${pooling} ${maxTokens}`;
  return {
    id,
    dim,
    encode: (sentences, { signal, onProgress } = {}) =>
      embedSentences(sentences, { id, dim, extractor, batchSize, cache, signal, onProgress }),
    dispose: () => extractor.dispose(),
  };
}

function assertCount(name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new RangeError(`expected ${name} to be a positive whole number, got ${value}`);
}
