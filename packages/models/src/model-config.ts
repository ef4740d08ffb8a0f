import { ModelFolderError } from './model-folder-error.ts';

/** What `config.json` of a model folder says. */
export interface ModelConfig {
  /** Version of the folder format. */
  format: 1;
  /** What the model is called in reports. */
  id: string;
  /** Side of a patch in pixels. */
  patchSize: number;
  /** Length of an embedding, of patches and of sentences. */
  dim: number;
  /** Size of the hashed vocabulary of the sentence encoder. */
  textBuckets: number;
  /** Size and checksum of every other file that loading reads. */
  files: Readonly<Record<string, { bytes: number; sha256: string }>>;
}

/** The graph of the patch encoder. */
export const patchEncoderFile = 'patch-encoder.onnx';
/** Parameters of the sentence encoder. */
export const textEncoderFile = 'text-encoder.safetensors';
/** The projection that removes what varies within authentic photos. */
export const whiteningFile = 'whitening.safetensors';
/** Parameters of the image tower, to train on. */
export const imageTowerFile = 'image-tower.safetensors';
/** The configuration itself. */
export const configFile = 'config.json';

/**
 * Reads and checks a `config.json`.
 *
 * @param name what the file is called in errors
 * @throws ModelFolderError when it is not the configuration of a model folder
 */
export function parseModelConfig(bytes: Uint8Array, name: string): ModelConfig {
  const config = parseObject(bytes, name);
  const expect = (holds: boolean, what: string, field: string) => {
    if (holds) return;
    const got = JSON.stringify(config[field]);
    throw new ModelFolderError(name, `expected ${field} to be ${what}, got ${got}`);
  };
  expect(config.format === 1, '1', 'format');
  expect(typeof config.id === 'string' && config.id !== '', 'a name', 'id');
  for (const field of ['patchSize', 'dim', 'textBuckets']) {
    const value = config[field];
    expect(Number.isSafeInteger(value) && (value as number) > 0, 'a positive integer', field);
  }
  expect(isFileTable(config.files), 'a table of bytes and sha256 by file', 'files');
  return config as unknown as ModelConfig;
}

function parseObject(bytes: Uint8Array, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new ModelFolderError(name, 'expected JSON, got something else', { cause });
  }
  throw new ModelFolderError(name, 'expected a JSON object, got something else');
}

function isFileTable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every(
    (entry: unknown) =>
      typeof entry === 'object' &&
      entry !== null &&
      'bytes' in entry &&
      typeof entry.bytes === 'number' &&
      'sha256' in entry &&
      typeof entry.sha256 === 'string',
  );
}
