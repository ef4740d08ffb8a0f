import { type DenseArray, decodeImage, type RasterImage } from '@exifclip/image';
import { loadModel, type Model } from '@exifclip/models';
import { encodeGrid, gridForBudget, type PatchGrid } from '@exifclip/patch-encoder';
import { defaultMethod, type LocalizeMethod, localize } from './localize.ts';
import { wantsWhitening } from './wants-whitening.ts';

export interface SpliceDetectorOptions {
  /** Name of a bundled model, path (in Node), URL, or an opened model. @defaultValue `'base'` */
  model?: string | URL | Model;
  /** Threads of ONNX Runtime; 0 lets it choose. @defaultValue 0 */
  threads?: number;
  /** Told, once, why a faster build of ONNX Runtime was passed over. @defaultValue console.warn */
  onFallback?: (reason: string) => void;
}

export interface AnalyzeOptions {
  /** At most this many patches, spread evenly; more find smaller splices. @defaultValue 1000 */
  maxPatches?: number;
  /** How embeddings become a map. @defaultValue `'exponential-region'` */
  method?: LocalizeMethod;
  /** What the image is called in errors. @defaultValue `'image'` */
  name?: string;
  /** Told of every batch of patches. */
  onProgress?: (done: number, total: number) => void;
  /** Stops between batches. */
  signal?: AbortSignal;
}

/** What was found in one image. Maps lie as the pixels are stored, at the grid's resolution. */
export interface SpliceReport {
  /** Mean inconsistency of all pairs of cells, 0…2; higher = more likely spliced. */
  score: number;
  /** [rows, cols] of cells, 0…1, high = inconsistent with most of the image. */
  heatmap: DenseArray<Float32Array>;
  /** [rows, cols] of cells, 255 = spliced, 0 = not. */
  mask: DenseArray<Uint8Array>;
  /** [rows, cols, 3] of cells: what the patches say, as colours. */
  pca: DenseArray<Uint8Array>;
  /** Where the patches lay. */
  grid: PatchGrid;
  /** How the embeddings became the map. */
  method: LocalizeMethod;
  /** Which model made the embeddings. */
  model: string;
  /** Milliseconds by step. */
  timings: { decode: number; encode: number; localize: number };
  /** Why the result may say little; empty when nothing stands against it. */
  warnings: readonly string[];
}

/** Finds splices; holds a loaded model until it is disposed. */
export interface SpliceDetector {
  /**
   * Analyses one image.
   *
   * @param image the bytes of an image file, or decoded pixels
   * @throws ImageDecodeError when the bytes are no image
   * @throws ImageTooSmallError when the image is smaller than one patch
   */
  analyze(image: Uint8Array | Blob | RasterImage, options?: AnalyzeOptions): Promise<SpliceReport>;
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
  const { model: source, ...sessionOptions } = options;
  const model = isModel(source) ? source : await loadModel(source);
  const encoder = await model.patchEncoder(sessionOptions);
  const whitening = await model.whitening();
  return {
    async analyze(input, analyzeOptions = {}) {
      const { maxPatches = 1000, method = defaultMethod } = analyzeOptions;
      const { name = 'image', onProgress, signal } = analyzeOptions;
      const started = performance.now();
      const image = await asRaster(input, name, signal);
      const decoded = performance.now();
      const grid = gridForBudget(image.width, image.height, {
        patchSize: encoder.patchSize,
        maxPatches,
      });
      const embeddings = await encodeGrid(encoder, image, grid, {
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(signal === undefined ? {} : { signal }),
      });
      const encoded = performance.now();
      // The published methods stay as published, on plain embeddings.
      const found = localize(
        embeddings,
        grid,
        wantsWhitening(method) ? { method, whitening } : { method },
      );
      return {
        ...found,
        grid,
        model: encoder.id,
        timings: {
          decode: decoded - started,
          encode: encoded - decoded,
          localize: performance.now() - encoded,
        },
        warnings: warningsOf(grid),
      };
    },
    dispose: () => encoder.dispose(),
  };
}

function isModel(source: string | URL | Model | undefined): source is Model {
  return typeof source === 'object' && 'patchEncoder' in source;
}

async function asRaster(
  input: Uint8Array | Blob | RasterImage,
  name: string,
  signal: AbortSignal | undefined,
): Promise<RasterImage> {
  if ('channels' in input) return input;
  return decodeImage(input, { name, ...(signal === undefined ? {} : { signal }) });
}

/** Clusters of a handful of patches are found in anything. */
const fewPatches = 36;

function warningsOf({ rowOffsets, colOffsets, imageWidth, imageHeight }: PatchGrid): string[] {
  const patches = rowOffsets.length * colOffsets.length;
  if (patches >= fewPatches) return [];
  const size = `${imageWidth}×${imageHeight}`;
  return [`low evidence: an image of ${size} pixels gives only ${patches} patches`];
}
