import type { ModelConfig } from './model-config.ts';
import { ModelFolderError } from './model-folder-error.ts';
import { sentenceStyles, type TextEncoderConfig } from './text-encoder-config.ts';

/**
 * Reads and checks a `config.json`, of format 2 or of format 1, whose sentence encoders are bags.
 *
 * @param name what the file is called in errors
 * @throws ModelFolderError when it is not the configuration of a model folder
 */
export function parseModelConfig(bytes: Uint8Array, name: string): ModelConfig {
  const expect: Expect = (holds, what, field, value) => {
    if (holds) return;
    const got = (JSON.stringify(value) ?? 'nothing').slice(0, 200);
    throw new ModelFolderError(name, `expected ${field} to be ${what}, got ${got}`);
  };
  const { format, id, patchSize, dim, textBuckets, textEncoder, files } = parseObject(bytes, name);
  expect(format === 1 || format === 2, '1 or 2', 'format', format);
  expect(typeof id === 'string' && id !== '', 'a name', 'id', id);
  expect(isCount(patchSize), 'a positive integer', 'patchSize', patchSize);
  expect(isCount(dim), 'a positive integer', 'dim', dim);
  const text =
    format === 1 ? { kind: 'bag', buckets: textBuckets, sentence: { style: 'tags' } } : textEncoder;
  if (text !== undefined) checkTextEncoder(text, expect);
  expect(isFileTable(files), 'a table of bytes and sha256 by file', 'files', files);
  return {
    format: 2,
    id: id as string,
    patchSize: patchSize as number,
    dim: dim as number,
    ...(text === undefined ? {} : { textEncoder: text as TextEncoderConfig }),
    files: files as ModelConfig['files'],
  };
}

type Expect = (holds: boolean, what: string, field: string, value: unknown) => void;

function checkTextEncoder(value: unknown, expect: Expect): void {
  const text = isRecord(value) ? value : {};
  const { kind, buckets, maxTokens, sentence } = text;
  expect(kind === 'bag' || kind === 'onnx', '"bag" or "onnx"', 'the kind of textEncoder', kind);
  if (kind === 'bag') expect(isCount(buckets), 'a positive integer', 'buckets', buckets);
  else expect(isCount(maxTokens), 'a positive integer', 'maxTokens', maxTokens);
  const { style, names } = isRecord(sentence) ? sentence : {};
  const known = sentenceStyles.some((one) => one === style);
  expect(known, sentenceStyles.join(', '), 'the style of sentence', style);
  const areNames = Array.isArray(names) && names.every((one) => typeof one === 'string');
  expect(names === undefined || areNames, 'a list of tags', 'the names of sentence', names);
}

function parseObject(bytes: Uint8Array, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isRecord(value)) return value;
  } catch (cause) {
    throw new ModelFolderError(name, 'expected JSON, got something else', { cause });
  }
  throw new ModelFolderError(name, 'expected a JSON object, got something else');
}

/** Every name is one of the folder's own, so that no path leads out of it. */
function isFileTable(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([file, entry]) =>
        /^[\w.-]+$/.test(file) &&
        isRecord(entry) &&
        typeof entry['bytes'] === 'number' &&
        typeof entry['sha256'] === 'string',
    )
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
