import type { DenseArray, RasterImage } from '@exifclip/image';
import type { Calibration } from '@exifclip/models';
import {
  encodeGrid,
  gridForBudget,
  type PatchEncoder,
  type PatchGrid,
  patchGrid,
} from '@exifclip/patch-encoder';
import { cellMeans } from '../cells/cell-means.ts';
import { gridSpread } from '../cells/grid-spread.ts';
import { type Whitening, whiten } from '../cells/whiten.ts';
import { consistencyFrom } from '../clustering/consistency-from.ts';
import { evidenceWarnings } from '../evidence/evidence-warnings.ts';
import { measureEvidence } from '../evidence/measure-evidence.ts';
import { defaultMethod, localize } from '../localize.ts';
import { compressionTraces } from '../traces/compression-traces.ts';
import { wantsTraces } from '../wants-traces.ts';
import { wantsWhitening } from '../wants-whitening.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import type { ImageSource } from './image-source.ts';
import { openImage } from './open-image.ts';
import { spliceProbability } from './splice-probability.ts';
import type { SpliceReport } from './splice-report.ts';

/** What a detector has loaded. */
export interface LoadedModel {
  encoder: PatchEncoder;
  whitening: Whitening | undefined;
  calibration: Calibration | undefined;
}

/**
 * From an image to its report: decode, lay a grid, encode, cluster.
 *
 * @throws ImageDecodeError when the bytes are no image; ImageTooSmallError when not one patch fits;
 *   RangeError for options out of their range
 */
export async function analyzeImage(
  source: ImageSource,
  { encoder, whitening, calibration }: LoadedModel,
  options: AnalyzeOptions = {},
): Promise<SpliceReport> {
  const { method = defaultMethod, name, maxPixels, onImage, onProgress, signal } = options;
  signal?.throwIfAborted();
  const clock = stopwatch();
  const { image, file } = await openImage(source, { name, maxPixels, signal });
  onImage?.(image);
  const decode = clock.lap();

  const grid = chooseGrid(image, encoder.patchSize, options);
  const embeddings = await encodeGrid(encoder, image, grid, { onProgress, signal });
  const encode = clock.lap();

  // The published methods stay as published, on plain embeddings.
  const used = wantsWhitening(method) ? whitening : undefined;
  const traces = wantsTraces(method) ? compressionTraces(image, grid) : undefined;
  const found = localize(embeddings, grid, { method, whitening: used, traces });
  const localized = clock.lap();

  const evidence = measureEvidence(image, grid, file);
  const curve = calibration?.methods[method];
  const cells = lazyCells(embeddings, grid, used);
  return {
    ...found,
    probability: curve && spliceProbability(found.score, curve),
    grid,
    model: encoder.id,
    timings: {
      decode,
      encode,
      localize: localized,
      evidence: clock.lap(),
      total: clock.total(),
    },
    evidence,
    warnings: evidenceWarnings(evidence),
    consistencyFrom: (row, col) => consistencyFrom(cells(), { row, col }),
    cells,
  };
}

/** Makes the cells when they are first asked for: most who read a report never do. */
function lazyCells(
  embeddings: DenseArray<Float32Array>,
  grid: PatchGrid,
  whitening: Whitening | undefined,
): () => DenseArray<Float32Array> {
  let cells: DenseArray<Float32Array> | undefined;
  return () => {
    cells ??= cellMeans(whitening ? whiten(embeddings, whitening) : embeddings, {
      spread: gridSpread(grid),
    });
    return cells;
  };
}

/** More embeddings than this would not fit a browser's memory beside all else. */
const mostPatches = 250_000;

function chooseGrid(
  { width, height }: RasterImage,
  patchSize: number,
  { stride, maxPatches = 1000 }: AnalyzeOptions,
): PatchGrid {
  if (stride === undefined) return gridForBudget(width, height, { patchSize, maxPatches });
  const along = (side: number) => Math.max(1, (side - patchSize) / stride + 1);
  if (stride >= 1 && along(width) * along(height) > mostPatches) {
    throw new RangeError(
      `expected a stride that lays at most ${mostPatches} patches on ${width}x${height}, got ${stride}`,
    );
  }
  return patchGrid(width, height, { patchSize, stride });
}

/** Milliseconds since the last lap, and since the start. */
function stopwatch() {
  const started = performance.now();
  let last = started;
  return {
    lap(): number {
      const now = performance.now();
      const elapsed = now - last;
      last = now;
      return elapsed;
    },
    total: () => performance.now() - started,
  };
}
