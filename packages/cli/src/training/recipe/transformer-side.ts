import { exifTokenizer, exifTokenizerJson } from '@exifclip/exif-text';
import {
  initTransformerTower,
  type TokenTensors,
  transformerTower,
  transformerTowerConfig,
} from '@exifclip/exif-text/tower';
import type { SentenceConfig } from '@exifclip/models';
import { type Parameters, parameter } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import { exportTextEncoder } from '../../conversion/export-text-encoder.ts';
import type { TextSide } from './recipe.ts';

export interface TransformerSideOptions {
  /** Tokens a sentence, special ones included: longer ones lose their end. */
  maxTokens: number;
  /** Length of an embedding. */
  dim: number;
  sentence: SentenceConfig;
}

/** A small transformer over the embedded vocabulary as the text side of a recipe. */
export function transformerSide({ maxTokens, dim, sentence }: TransformerSideOptions): TextSide {
  const tokenizer = exifTokenizer();
  const config = { ...transformerTowerConfig(tokenizer.vocabularySize), maxTokens, dim };
  const run = (parameters: Parameters, tokens: TokenTensors): tf.Tensor2D =>
    transformerTower(parameters, tokens, config);
  return {
    sentence,
    parameters: (seed) => initTransformerTower(config, seed),
    arrays: (sentences) => ({
      ...tokenizer.encode(sentences, { pad: 'max', maxLength: maxTokens }),
    }),
    tower: (parameters, arrays) =>
      run(parameters, {
        inputIds: parameter<tf.Tensor2D>(arrays, 'inputIds'),
        attentionMask: parameter<tf.Tensor2D>(arrays, 'attentionMask'),
      }),
    encoder: (tower) => ({
      kind: 'onnx',
      maxTokens,
      sentence,
      tower,
      graph: exportTextEncoder(tower, run, maxTokens),
      tokenizer: new TextEncoder().encode(JSON.stringify(exifTokenizerJson())),
    }),
  };
}
