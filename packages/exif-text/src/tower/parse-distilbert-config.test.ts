import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { tinyDistilbertConfig } from '../../test/onnx-distilbert.ts';
import { parseDistilbertConfig } from './parse-distilbert-config.ts';

const data = sharedData();
const valid = {
  ...{ model_type: 'distilbert', activation: 'gelu', dim: 64, hidden_dim: 256, n_layers: 2 },
  ...{ n_heads: 4, vocab_size: 30522, max_position_embeddings: 512, dropout: 0.1 },
};

test.skipIf(data === undefined)('`parseDistilbertConfig` reads the sizes in a config.json', () => {
  const file = join(data!, 'models/distilbert-random-tiny/config.json');
  expect(parseDistilbertConfig(JSON.parse(readFileSync(file, 'utf8')))).toEqual(
    tinyDistilbertConfig,
  );
});

test('`parseDistilbertConfig` refuses other models and sizes that are none', () => {
  expect(parseDistilbertConfig(valid)).toEqual(tinyDistilbertConfig);
  const messages: [unknown, string][] = [
    [{ ...valid, model_type: 'bert' }, 'expected model_type "distilbert", got "bert"'],
    [{ ...valid, activation: 'relu' }, 'expected activation "gelu", got "relu"'],
    [{ ...valid, dim: '64' }, 'expected a positive whole number dim, got "64"'],
    [{ ...valid, n_layers: 0 }, 'expected a positive whole number n_layers, got 0'],
    [{ ...valid, n_heads: 5 }, 'expected n_heads that divide 64, got 5'],
    [
      { ...valid, vocab_size: undefined },
      'expected a positive whole number vocab_size, got undefined',
    ],
    [null, 'expected model_type "distilbert", got undefined'],
  ];
  for (const [json, message] of messages) {
    expect(() => parseDistilbertConfig(json)).toThrow(new RangeError(message));
  }
});
