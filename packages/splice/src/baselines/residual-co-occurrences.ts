import type { RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';

/** Residuals are divided by this and rounded. */
const QUANTUM = 2;

/** Quantised residuals reach from −1 to 1. */
const LEVELS = 3;

/** Neighbours that are counted together. */
const RUN = 4;

/** Bins of one histogram, once a run, its mirror image and its negative are taken for the same. */
const BINS = 25;

/** Features of one patch: runs along the direction of the residual, and across it. */
export const CO_OCCURRENCES: number = 2 * BINS;

/**
 * How often runs of four neighbouring residuals occur in each patch: the features of Splicebuster.
 * The residual is the third difference of the luminance along rows and along columns, divided by 2,
 * rounded and cut to −1…1; runs along its direction and across it give a histogram of 25 bins each.
 *
 * @param image - the image that the grid was laid on
 * @param grid - patches of at least 7 pixels
 * @returns a row of 50 values a patch: square roots of shares, so that each histogram has a sum of
 *   squares of 1
 * @see Cozzolino, Poggi and Verdoliva, Splicebuster: a new blind image splicing detector, 2015
 */
export function residualCoOccurrences(image: RasterImage, grid: PatchGrid): Float64Array {
  const { rowOffsets, colOffsets, patchSize } = grid;
  const runs = imageRuns(image);
  const rows = new Float64Array(rowOffsets.length * colOffsets.length * CO_OCCURRENCES);
  let at = 0;
  for (const top of rowOffsets) {
    for (const left of colOffsets) {
      for (const { bins, across, lostColumns, lostRows } of runs) {
        const from = at + (across ? BINS : 0);
        const histogram = rows.subarray(from, from + BINS);
        for (let y = top; y < top + patchSize - lostRows; y++) {
          const start = y * image.width + left;
          for (let i = start; i < start + patchSize - lostColumns; i++) histogram[bins[i]!]! += 1;
        }
      }
      toRootShares(rows.subarray(at, at + BINS));
      toRootShares(rows.subarray(at + BINS, at + CO_OCCURRENCES));
      at += CO_OCCURRENCES;
    }
  }
  return rows;
}

function toRootShares(histogram: Float64Array): void {
  const total = histogram.reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < histogram.length; i++) histogram[i] = Math.sqrt(histogram[i]! / total);
}

/** The bin of the run that starts at each pixel, for one direction of residuals and one of runs. */
interface Runs {
  /** `height * width`; without meaning where the run would leave the image. */
  bins: Uint8Array;
  /** Whether the runs cross the direction of the residuals. */
  across: boolean;
  /** How many of the last columns of a patch start no run that lies in it. */
  lostColumns: number;
  lostRows: number;
}

function imageRuns(image: RasterImage): Runs[] {
  const symmetric = symmetricBins();
  const { width, height } = image;
  const luminance = new Float32Array(width * height);
  for (let i = 0; i < luminance.length; i++) {
    luminance[i] =
      0.299 * image.data[i * 3]! + 0.587 * image.data[i * 3 + 1]! + 0.114 * image.data[i * 3 + 2]!;
  }
  return [false, true].flatMap((down) => {
    const levels = thirdDifferences(luminance, down ? width : 1);
    return [false, true].map((across) => {
      const runsDown = down !== across;
      return {
        bins: runBins(levels, runsDown ? width : 1, symmetric),
        across,
        lostColumns: (down ? 0 : 3) + (runsDown ? 0 : RUN - 1),
        lostRows: (down ? 3 : 0) + (runsDown ? RUN - 1 : 0),
      };
    });
  });
}

/** Quantised third differences as levels 0…2, each where its first pixel is. */
function thirdDifferences(luminance: Float32Array, step: number): Uint8Array {
  const levels = new Uint8Array(luminance.length);
  for (let i = 0; i + 3 * step < luminance.length; i++) {
    const difference =
      luminance[i]! -
      3 * luminance[i + step]! +
      3 * luminance[i + 2 * step]! -
      luminance[i + 3 * step]!;
    levels[i] = 1 + Math.max(-1, Math.min(1, Math.round(difference / QUANTUM)));
  }
  return levels;
}

function runBins(levels: Uint8Array, step: number, symmetric: Uint8Array): Uint8Array {
  const bins = new Uint8Array(levels.length);
  for (let i = 0; i + (RUN - 1) * step < levels.length; i++) {
    let run = 0;
    for (let k = 0; k < RUN; k++) run = run * LEVELS + levels[i + k * step]!;
    bins[i] = symmetric[run]!;
  }
  return bins;
}

/** Which bin each of the 81 runs belongs to. */
function symmetricBins(): Uint8Array {
  const bins = new Uint8Array(LEVELS ** RUN);
  const seen = new Map<string, number>();
  for (let run = 0; run < bins.length; run++) {
    const levels = run.toString(LEVELS).padStart(RUN, '0');
    const mirrored = [...levels].reverse().join('');
    const alike = [levels, mirrored, negative(levels), negative(mirrored)].sort()[0]!;
    if (!seen.has(alike)) seen.set(alike, seen.size);
    bins[run] = seen.get(alike)!;
  }
  return bins;
}

function negative(levels: string): string {
  return levels.replace(/[02]/g, (level) => (level === '0' ? '2' : '0'));
}
