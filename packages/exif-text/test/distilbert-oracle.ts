import { readFileSync } from 'node:fs';
import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import type { DistilbertConfig } from '../src/tower/distilbert-config.ts';
import { distilbertParameters } from '../src/tower/distilbert-parameters.ts';

interface Oracle {
  config: DistilbertConfig;
  tensors: { name: string; shape: number[]; scale: number; offset: number }[];
  inputIds: number[][];
  attentionMask: number[][];
  hidden: { shape: number[]; values: number[] }[];
  meanPooled: { shape: number[]; values: number[] };
}

/** A small DistilBERT in PyTorch: rule-made weights, states and masked mean. */
export function readDistilbertOracle(): Oracle {
  const file = new URL('../src/fixtures/distilbert-oracle.json', import.meta.url);
  const oracle = JSON.parse(readFileSync(file, 'utf8')) as OracleFile;
  const { vocabSize, maxPositions, hiddenDim, ...sizes } = oracle.config;
  const config = {
    ...sizes,
    vocabularySize: vocabSize,
    maxTokens: maxPositions,
    hidden: hiddenDim,
  };
  return { ...oracle, config };
}

interface OracleFile extends Omit<Oracle, 'config'> {
  config: Record<'vocabSize' | 'maxPositions' | 'dim' | 'layers' | 'heads' | 'hiddenDim', number>;
}

/** The oracle's weights as the tower's parameters: Hugging Face's names, linear maps turned. */
export function distilbertOracleParameters({ tensors, config }: Oracle): Parameters {
  const entries = distilbertParameters(config).map(({ name, torchName, layout }) => {
    const k = tensors.findIndex((tensor) => tensor.name === torchName);
    const { shape, scale, offset } = tensors[k]!;
    const values = Float32Array.from(
      { length: shape.reduce((size, extent) => size * extent, 1) },
      (_, i) => offset + scale * Math.sin(0.7 * i + 1.3 * k),
    );
    const tensor = tf.tensor(values, shape);
    return [name, layout === 'linear' ? tf.transpose(tensor) : tensor] as const;
  });
  return Object.fromEntries(entries);
}
