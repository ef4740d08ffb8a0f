import { bagOfPieces, encodeBag } from '@exifclip/exif-text';
import { readSafetensors } from '@exifclip/nn/safetensors';
import type { OnnxSessionOptions } from '@exifclip/onnx';
import { createOnnxPatchEncoder, type PatchEncoder } from '@exifclip/patch-encoder';
import { openModelFiles } from '#open-model-files';
import { defaultModel } from './bundled-location.ts';
import {
  configFile,
  type ModelConfig,
  parseModelConfig,
  patchEncoderFile,
  textEncoderFile,
  whiteningFile,
} from './model-config.ts';
import { ModelFolderError } from './model-folder-error.ts';
import { readChecked } from './read-checked.ts';
import type { TextEncoder } from './text-encoder.ts';
import type { WhiteningArrays } from './whitening-arrays.ts';

/** A model folder, opened; its parts are read when they are asked for. */
export interface Model {
  /** What its `config.json` says. */
  readonly config: ModelConfig;
  /** Where it lies. */
  readonly location: string;
  /** Loads the patch encoder; the caller disposes it. */
  patchEncoder(options?: OnnxSessionOptions): Promise<PatchEncoder>;
  /** Loads the sentence encoder. */
  textEncoder(): Promise<TextEncoder>;
  /** Reads the whitening. */
  whitening(): Promise<WhiteningArrays>;
}

export interface LoadModelOptions {
  /** Stops reading. */
  signal?: AbortSignal;
}

/**
 * Opens a model folder. Every file is compared with its checksum as it is read.
 *
 * @param source name of a bundled model, a path (in Node), or a URL
 * @throws ModelFolderError when the folder or one of its files is missing, malformed or altered
 */
export async function loadModel(
  source: string | URL = defaultModel,
  options: LoadModelOptions = {},
): Promise<Model> {
  const files = openModelFiles(source);
  const configName = `${files.location}: ${configFile}`;
  const config = parseModelConfig(await files.read(configFile, options), configName);
  const read = (file: string) => readChecked(files, config, file, options);
  return {
    config,
    location: files.location,
    async patchEncoder(sessionOptions = {}) {
      const { id, dim, patchSize } = config;
      const graph = await read(patchEncoderFile);
      return createOnnxPatchEncoder(graph, { ...sessionOptions, id, dim, patchSize });
    },
    async textEncoder() {
      const weights = floatTensors(await read(textEncoderFile), textEncoderFile);
      const { dim, textBuckets: buckets } = config;
      return {
        dim,
        encode: async (sentences) => encodeBag(weights, bagOfPieces(sentences, { buckets })),
      };
    },
    async whitening() {
      const { mean, projection } = floatTensors(await read(whiteningFile), whiteningFile);
      if (mean === undefined || projection === undefined) {
        throw new ModelFolderError(whiteningFile, 'expected the tensors mean and projection');
      }
      return { mean, projection };
    },
  };
}

type FloatTensors = Record<string, { data: Float32Array; shape: readonly number[] }>;

function floatTensors(bytes: Uint8Array, name: string): FloatTensors {
  const tensors: FloatTensors = {};
  for (const [key, { data, shape }] of Object.entries(readSafetensors(bytes, { name }).tensors)) {
    if (!(data instanceof Float32Array)) {
      throw new ModelFolderError(name, `expected float32 in ${key}, got another type`);
    }
    tensors[key] = { data, shape };
  }
  return tensors;
}
