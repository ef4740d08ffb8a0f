import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saveSafetensors } from '@exifclip/nn/node';
import { storedArray } from '@exifclip/nn/safetensors';
import type { FloatTensors } from './float-tensors.ts';
import type { FileEntry, ModelConfig } from './model-config.ts';
import {
  cardFile,
  configFile,
  imageTowerFile,
  narrowPatchEncoderFile,
  patchEncoderFile,
  textEncoderFile,
  textGraphFile,
  textTowerFile,
  tokenizerConfigFile,
  tokenizerFile,
  whiteningFile,
} from './model-file-names.ts';
import type { BagEncoderConfig, OnnxEncoderConfig } from './text-encoder-config.ts';
import type { WhiteningArrays } from './whitening-arrays.ts';

/** What a model folder is made of. */
export interface ModelParts {
  config: Pick<ModelConfig, 'id' | 'patchSize' | 'dim'>;
  /** The patch encoder's graph, an .onnx file. */
  patchEncoder: Uint8Array;
  /** The same graph, its weights stored as float16, if there is one. */
  narrowPatchEncoder?: Uint8Array;
  /** Parameters of the image tower. */
  imageTower: FloatTensors;
  /** The sentence encoder, if there is one. */
  textEncoder?: BagEncoderParts | OnnxTextParts;
  /** What removes what varies within authentic photos, if that was fitted. */
  whitening?: WhiteningArrays;
  /** The model card, Markdown. */
  card: string;
}

export interface BagEncoderParts extends BagEncoderConfig {
  /** Parameters of the text tower, which are those of the encoder. */
  tower: FloatTensors;
}

export interface OnnxTextParts extends OnnxEncoderConfig {
  /** The text tower's graph, an .onnx file. */
  graph: Uint8Array;
  /** Parameters of the text tower. */
  tower: FloatTensors;
  /** A `tokenizer.json`. */
  tokenizer: Uint8Array;
  /** A `tokenizer_config.json`, if there is one. */
  tokenizerConfig?: Uint8Array;
}

/**
 * Writes a model folder: beside its place first, then renamed into it, so that a folder is whole
 * or not there. A folder of that name that is there is replaced.
 */
export async function writeModelFolder(folder: string, parts: ModelParts): Promise<void> {
  const fresh = `${folder}.${process.pid}.tmp`;
  await rm(fresh, { recursive: true, force: true });
  try {
    await mkdir(fresh, { recursive: true });
    const files: Record<string, FileEntry> = {};
    for (const [name, contents] of Object.entries(contentsOf(parts))) {
      const path = join(fresh, name);
      if (contents instanceof Uint8Array) await writeFile(path, contents);
      else await saveSafetensors(path, storedArrays(contents));
      files[name] = await describe(path);
    }
    const config = configOf(parts, files);
    await writeFile(join(fresh, configFile), `${JSON.stringify(config, null, 2)}\n`);
    await writeFile(join(fresh, cardFile), parts.card);
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

function contentsOf(parts: ModelParts): Record<string, Uint8Array | FloatTensors> {
  const { patchEncoder, narrowPatchEncoder, imageTower, textEncoder, whitening } = parts;
  return {
    [patchEncoderFile]: patchEncoder,
    ...(narrowPatchEncoder === undefined ? {} : { [narrowPatchEncoderFile]: narrowPatchEncoder }),
    [imageTowerFile]: imageTower,
    ...(textEncoder === undefined ? {} : textContents(textEncoder)),
    ...(whitening === undefined ? {} : { [whiteningFile]: { ...whitening } }),
  };
}

function textContents(
  text: BagEncoderParts | OnnxTextParts,
): Record<string, Uint8Array | FloatTensors> {
  if (text.kind === 'bag') return { [textEncoderFile]: text.tower };
  const { graph, tower, tokenizer, tokenizerConfig } = text;
  return {
    [textGraphFile]: graph,
    [textTowerFile]: tower,
    [tokenizerFile]: tokenizer,
    ...(tokenizerConfig === undefined ? {} : { [tokenizerConfigFile]: tokenizerConfig }),
  };
}

function configOf({ config, textEncoder }: ModelParts, files: ModelConfig['files']): ModelConfig {
  const { id, patchSize, dim } = config;
  return {
    format: 2,
    id,
    patchSize,
    dim,
    ...(textEncoder === undefined ? {} : { textEncoder: textConfig(textEncoder) }),
    files,
  };
}

function textConfig(text: BagEncoderParts | OnnxTextParts): BagEncoderConfig | OnnxEncoderConfig {
  const { kind, sentence } = text;
  return kind === 'bag'
    ? { kind, buckets: text.buckets, sentence }
    : { kind, maxTokens: text.maxTokens, sentence };
}

function* storedArrays(arrays: FloatTensors) {
  for (const [name, array] of Object.entries(arrays)) yield storedArray(name, array);
}

async function describe(path: string): Promise<FileEntry> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}
