import { type TokenBatch, tokenizerFromJson } from '@exifclip/exif-text';
import { createOnnxSession, type OnnxSessionOptions } from '@exifclip/onnx';
import { ModelFolderError } from './model-folder-error.ts';
import type { TextEncoder } from './text-encoder.ts';
import type { OnnxEncoderConfig } from './text-encoder-config.ts';
import { textOutputName, tokenInputNames } from './text-graph-names.ts';

/** What a sentence encoder of the kind `onnx` is made of. */
export interface OnnxEncoderParts extends OnnxEncoderConfig {
  /** The bytes of `text-encoder.onnx`. */
  graph: Uint8Array;
  /** The contents of `tokenizer.json`. */
  tokenizer: Readonly<Record<string, unknown>>;
  /** The contents of `tokenizer_config.json`. */
  tokenizerConfig: Readonly<Record<string, unknown>>;
  dim: number;
  /** What it is called in errors. */
  name: string;
}

/** States of a batch lie in memory side by side; more sentences at once are hardly faster. */
const batchSize = 8;

/**
 * A sentence encoder that runs an exported text tower in ONNX Runtime.
 *
 * @throws OnnxLoadError when the bytes are no graph
 * @throws ModelFolderError when its inputs and output are called otherwise
 * @throws TypeError when the contents are no tokenizer
 */
export async function createOnnxEncoder(
  { graph, tokenizer: contents, tokenizerConfig, maxTokens, dim, name }: OnnxEncoderParts,
  options: OnnxSessionOptions = {},
): Promise<TextEncoder> {
  const tokenizer = tokenizerFromJson(contents, {
    id: name,
    config: tokenizerConfig,
    maxLength: maxTokens,
  });
  const session = await createOnnxSession(graph, { name, ...options });
  const names = `${session.inputNames} → ${session.outputNames}`;
  if (names !== `${tokenInputNames} → ${textOutputName}`) {
    await session.dispose();
    const expected = `${tokenInputNames} → ${textOutputName}`;
    throw new ModelFolderError(name, `expected a graph ${expected}, got ${names}`);
  }
  const encodeBatch = async (sentences: readonly string[]): Promise<Float32Array> => {
    const tokens: TokenBatch = tokenizer.encode(sentences, { pad: 'max' });
    const outputs = await session.run({ ...tokens });
    return outputs[textOutputName]!.data as Float32Array;
  };
  return {
    dim,
    async encode(sentences, { signal, onProgress } = {}) {
      const data = new Float32Array(sentences.length * dim);
      for (let done = 0; done < sentences.length; done += batchSize) {
        signal?.throwIfAborted();
        data.set(await encodeBatch(sentences.slice(done, done + batchSize)), done * dim);
        onProgress?.(Math.min(done + batchSize, sentences.length), sentences.length);
      }
      return { data, shape: [sentences.length, dim] };
    },
    dispose: () => session.dispose(),
  };
}
