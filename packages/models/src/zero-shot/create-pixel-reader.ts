import type { OnnxSessionOptions } from '@exifclip/onnx';
import type { PatchEncoder } from '@exifclip/patch-encoder';
import { loadModel, type Model } from '../load-model.ts';
import { ModelFolderError } from '../model-folder-error.ts';
import type { TextEncoder } from '../text-encoder.ts';
import type { SentenceConfig } from '../text-encoder-config.ts';
import type { MetadataReference } from './metadata-reference.ts';

/** Both encoders of a model side by side, for `verifyMetadata` and `predictTags`. */
export interface PixelReader {
  readonly encoder: PatchEncoder;
  readonly textEncoder: TextEncoder;
  /** How the text encoder's sentences are written. */
  readonly sentence: SentenceConfig;
  /** What scores are compared with; without one, similarities are all there is. */
  readonly reference: MetadataReference | undefined;
  /** Frees both encoders. */
  dispose(): Promise<void>;
}

export interface PixelReaderOptions {
  /** Name of a bundled model, path (in Node), URL, or an opened model. @defaultValue `'base'` */
  model?: string | URL | Model;
  /** Other photos to compare with. @defaultValue those in the model folder */
  reference?: MetadataReference;
  /** What both encoders run on. @defaultValue native in Node, WebAssembly elsewhere */
  session?: OnnxSessionOptions;
  /** Stops the loading. */
  signal?: AbortSignal;
}

/**
 * Loads what it takes to compare pixels with words.
 *
 * @throws ModelFolderError when the model cannot be loaded, or has no sentence encoder
 */
export async function createPixelReader(options: PixelReaderOptions = {}): Promise<PixelReader> {
  const { model: source, reference, session = {}, signal } = options;
  const isModel = typeof source === 'object' && 'patchEncoder' in source;
  const model = isModel ? source : await loadModel(source, signal === undefined ? {} : { signal });
  const { id, textEncoder: config } = model.config;
  if (config === undefined) throw new ModelFolderError(id, 'has no sentence encoder');
  const known = reference ?? (await model.metadataReference());
  const textEncoder = await model.textEncoder(session);
  try {
    const encoder = await model.patchEncoder(session);
    return {
      encoder,
      textEncoder,
      sentence: config.sentence,
      reference: known,
      dispose: async () => {
        await Promise.all([encoder.dispose(), textEncoder.dispose()]);
      },
    };
  } catch (error) {
    await textEncoder.dispose();
    throw error;
  }
}
