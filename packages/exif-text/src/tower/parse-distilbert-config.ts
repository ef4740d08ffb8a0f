import type { DistilbertConfig } from './distilbert-config.ts';

/** Hugging Face's names of the sizes. */
const fields = {
  vocabularySize: 'vocab_size',
  maxTokens: 'max_position_embeddings',
  dim: 'dim',
  layers: 'n_layers',
  heads: 'n_heads',
  hidden: 'hidden_dim',
} as const satisfies Record<keyof DistilbertConfig, string>;

/**
 * The sizes of a DistilBERT from the `config.json` beside its weights.
 *
 * @param json what `JSON.parse` made of the file
 * @throws RangeError when it describes another kind of model, or a size is missing or no size
 */
export function parseDistilbertConfig(json: unknown): DistilbertConfig {
  const config = Object(json) as Record<string, unknown>;
  assertIs('model_type', config['model_type'], 'distilbert');
  assertIs('activation', config['activation'] ?? 'gelu', 'gelu');
  const sizes = Object.entries(fields).map(([name, field]) => {
    const size = config[field];
    if (Number.isSafeInteger(size) && Number(size) > 0) return [name, size] as const;
    throw new RangeError(`expected a positive whole number ${field}, got ${JSON.stringify(size)}`);
  });
  const parsed = Object.fromEntries(sizes) as unknown as DistilbertConfig;
  if (parsed.dim % parsed.heads === 0) return parsed;
  throw new RangeError(`expected n_heads that divide ${parsed.dim}, got ${parsed.heads}`);
}

function assertIs(field: string, value: unknown, expected: string): void {
  if (value === expected) return;
  throw new RangeError(`expected ${field} "${expected}", got ${JSON.stringify(value)}`);
}
