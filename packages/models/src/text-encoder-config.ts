import type { RenderSentenceOptions } from '@exifclip/exif-text';

/** Which sentence encoder a model folder holds, and what it was trained to read. */
export type TextEncoderConfig = BagEncoderConfig | OnnxEncoderConfig;

/** A bag of hashed pieces and two layers, in `text-encoder.safetensors`. */
export interface BagEncoderConfig {
  kind: 'bag';
  /** Size of the hashed vocabulary. */
  buckets: number;
  sentence: SentenceConfig;
}

/** A graph over tokens, in `text-encoder.onnx`, with its vocabulary in `tokenizer.json`. */
export interface OnnxEncoderConfig {
  kind: 'onnx';
  /** Tokens a sentence, special ones included: longer ones lose their end, shorter are padded. */
  maxTokens: number;
  sentence: SentenceConfig;
}

/** How `renderSentence` is to write the sentences that an encoder knows. */
export type SentenceConfig = Required<Pick<RenderSentenceOptions, 'style'>> &
  Pick<RenderSentenceOptions, 'names'>;

/** The styles that there are. */
export const sentenceStyles: readonly SentenceConfig['style'][] = ['tags', 'plain', 'paper'];
