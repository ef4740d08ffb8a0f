import type { OnnxSessionOptions } from '@exifclip/onnx';
import { createOnnxPatchEncoder, type PatchEncoder } from '@exifclip/patch-encoder';
import { openModelFiles } from '#open-model-files';
import { defaultModel } from './bundled-location.ts';
import { type Calibration, parseCalibration } from './calibration.ts';
import { floatTensors } from './float-tensors.ts';
import type { ModelConfig } from './model-config.ts';
import {
  calibrationFile,
  configFile,
  metadataReferenceFile,
  narrowPatchEncoderFile,
  patchEncoderFile,
  whiteningFile,
} from './model-file-names.ts';
import type { ModelFiles, OpenModelOptions } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';
import { openTextEncoder } from './open-text-encoder.ts';
import { parseModelConfig } from './parse-model-config.ts';
import { readChecked } from './read-checked.ts';
import type { TextEncoder } from './text-encoder.ts';
import type { WhiteningArrays } from './whitening-arrays.ts';
import { type MetadataReference, parseMetadataReference } from './zero-shot/metadata-reference.ts';

/** A model folder, opened; its parts are read when they are asked for. */
export interface Model {
  /** What its `config.json` says. */
  readonly config: ModelConfig;
  /** Where it lies. */
  readonly location: string;
  /**
   * Loads the patch encoder; the caller disposes it.
   *
   * @throws ModelFolderError when the model has no file with such weights
   */
  patchEncoder(options?: PatchEncoderOptions): Promise<PatchEncoder>;
  /**
   * Loads the sentence encoder; the caller disposes it. `config.textEncoder.sentence` says how its
   * sentences are written.
   *
   * @throws ModelFolderError when the model has none
   */
  textEncoder(options?: OnnxSessionOptions): Promise<TextEncoder>;
  /** Reads the whitening; undefined where the model has none. */
  whitening(): Promise<WhiteningArrays | undefined>;
  /** Reads how detection scores become probabilities; undefined where that was not fitted. */
  calibration(): Promise<Calibration | undefined>;
  /** Reads what `verifyMetadata` compares with; undefined where that was not fitted. */
  metadataReference(): Promise<MetadataReference | undefined>;
}

/** Options of a model's patch encoder. */
export interface PatchEncoderOptions extends OnnxSessionOptions {
  /**
   * How the weights are stored in the file that is read. `float16` is half of the bytes, for where
   * they are fetched; both compute in float32, equally fast.
   * @defaultValue `'float32'`
   */
  weights?: StoredWeights;
}

/** How the weights of a patch encoder are stored. */
export type StoredWeights = 'float32' | 'float16';

export interface LoadModelOptions extends OpenModelOptions {
  /** Stops reading. */
  signal?: AbortSignal;
}

/**
 * Opens a model folder. Every file is compared with its checksum as it is read.
 *
 * @param source name of a bundled model, a path (in Node), a URL, or (in Node) the id of a model on
 * the Hugging Face hub, `owner/name` or `owner/name@revision`, where no folder has that path; or
 * files that lie anywhere else, such as in memory
 * @throws ModelFolderError when the folder or one of its files is missing, malformed or altered
 */
export async function loadModel(
  source: string | URL | ModelFiles = defaultModel,
  options: LoadModelOptions = {},
): Promise<Model> {
  const { signal, ...openOptions } = options;
  const reading = signal === undefined ? {} : { signal };
  const isName = typeof source === 'string' || source instanceof URL;
  const files = isName ? openModelFiles(source, openOptions) : source;
  const configName = `${files.location}: ${configFile}`;
  const config = parseModelConfig(await files.read(configFile, reading), configName);
  const read = (file: string) => readChecked(files, config, file, reading);
  const has = (file: string) => Object.hasOwn(config.files, file);
  return {
    config,
    location: files.location,
    async patchEncoder({ weights = 'float32', ...sessionOptions } = {}) {
      const { id, dim, patchSize } = config;
      const graph = await read(weights === 'float16' ? narrowPatchEncoderFile : patchEncoderFile);
      return createOnnxPatchEncoder(graph, { ...sessionOptions, id, dim, patchSize });
    },
    textEncoder: (sessionOptions = {}) => openTextEncoder(config, read, sessionOptions),
    async whitening() {
      if (!has(whiteningFile)) return undefined;
      const { mean, projection } = floatTensors(await read(whiteningFile), whiteningFile);
      if (mean === undefined || projection === undefined) {
        throw new ModelFolderError(whiteningFile, 'expected the tensors mean and projection');
      }
      return { mean, projection };
    },
    async calibration() {
      if (!has(calibrationFile)) return undefined;
      return parseCalibration(await read(calibrationFile), calibrationFile);
    },
    async metadataReference() {
      if (!has(metadataReferenceFile)) return undefined;
      const { dim } = config;
      const bytes = await read(metadataReferenceFile);
      return parseMetadataReference(bytes, { dim, name: metadataReferenceFile });
    },
  };
}
