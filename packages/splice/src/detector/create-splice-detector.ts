import { loadModel, type Model } from '@exifclip/models';
import { analyzeImage } from './analyze-image.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import type { ImageSource } from './image-source.ts';
import type { SpliceReport } from './splice-report.ts';

/** What the encoder's graph runs on; the field names are those of `@exifclip/onnx`. */
export type EngineOptions = NonNullable<Parameters<Model['patchEncoder']>[0]>;

/** Options of {@link createSpliceDetector}. */
export interface SpliceDetectorOptions {
  /** Name of a bundled model, path (in Node), URL, or an opened model. @defaultValue `'base'` */
  model?: string | URL | Model | undefined;
  /**
   * What the encoder's graph runs on: which build of ONNX Runtime, which execution providers, where
   * its WebAssembly files lie.
   * @defaultValue native in Node, WebAssembly elsewhere, with files that the bundler finds
   */
  engine?: Omit<EngineOptions, 'name' | 'onFallback' | 'threads' | 'weights'> | undefined;
  /**
   * How the encoder's weights are stored in the file that is read; `float16` is half to fetch, and
   * moves the map by less than 0.01 in the mean.
   * @defaultValue `'float32'`
   */
  weights?: EngineOptions['weights'] | undefined;
  /** Threads of ONNX Runtime; 0 lets it choose. @defaultValue 0 */
  threads?: number | undefined;
  /** Told, once, why a faster build of ONNX Runtime was passed over. @defaultValue console.warn */
  onFallback?: ((reason: string) => void) | undefined;
  /** Stops the loading. */
  signal?: AbortSignal | undefined;
}

/** Finds splices; holds a loaded model until it is disposed. */
export interface SpliceDetector {
  /**
   * Analyses one image.
   *
   * @throws ImageDecodeError when the bytes are no image
   * @throws ImageTooSmallError when the image is smaller than one patch
   * @throws RangeError for options out of their range
   * @throws TypeError for what is no image at all, and for a path outside Node
   */
  analyze(image: ImageSource, options?: AnalyzeOptions): Promise<SpliceReport>;
  /** Frees the model. */
  dispose(): Promise<void>;
}

/**
 * Makes a splice detector: patches that disagree with the rest of their image about the camera
 * that took them reveal where something was pasted.
 *
 * @throws ModelFolderError when the model cannot be loaded
 */
export async function createSpliceDetector(
  options: SpliceDetectorOptions = {},
): Promise<SpliceDetector> {
  const { model: source, engine = {}, weights, threads, onFallback, signal } = options;
  const model = isModel(source)
    ? source
    : await loadModel(source, signal === undefined ? {} : { signal });
  const [whitening, calibration] = await Promise.all([model.whitening(), model.calibration()]);
  const encoder = await model.patchEncoder({
    ...engine,
    ...(weights === undefined ? {} : { weights }),
    ...(threads === undefined ? {} : { threads }),
    ...(onFallback === undefined ? {} : { onFallback }),
  });
  return {
    analyze: (image, analyzeOptions) =>
      analyzeImage(image, { encoder, whitening, calibration }, analyzeOptions),
    dispose: () => encoder.dispose(),
  };
}

function isModel(source: string | URL | Model | undefined): source is Model {
  return typeof source === 'object' && 'patchEncoder' in source;
}
