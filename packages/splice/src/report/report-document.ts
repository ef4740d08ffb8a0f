import type { SpliceReport } from '../detector/splice-report.ts';

/** A report as plain data: what the command writes as `<name>.report.json`. */
export interface ReportDocument {
  input: string;
  sha256: string;
  width: number;
  height: number;
  /** EXIF's orientation; maps lie as the pixels are stored, pictures are turned by it. */
  orientation: number;
  model: string;
  method: string;
  /** The method's detection score, at least 0; higher = more likely spliced. */
  score: number;
  /** The score as a probability, 0…1; absent where the model has no calibration for the method. */
  probability?: number | undefined;
  /** The published detection score: the mean response, 0…2. */
  meanResponse: number;
  /** Share of the image's cells that the mask marks, 0…1. */
  markedShare: number;
  warnings: readonly string[];
  /** What the warnings rest on. */
  evidence: SpliceReport['evidence'];
  grid: { patchSize: number; rowOffsets: number[]; colOffsets: number[] };
  /** One row a list, 0…1, high = inconsistent. */
  heatmap: number[][];
  /** One row a list, 0 or 255. */
  mask: number[][];
  /** Milliseconds by step. */
  timings: SpliceReport['timings'];
  seconds: number;
}

/** Options of {@link reportDocument}: what a report does not know of itself. */
export interface ReportDocumentOptions {
  /** What the image is called. */
  input: string;
  /** SHA-256 of the input's file, in hexadecimal. */
  sha256: string;
  /** EXIF's orientation, 1…8. @defaultValue 1 */
  orientation?: number | undefined;
  /** Seconds that all of it took, reading and writing too. */
  seconds: number;
}

/**
 * The report of one image as plain data, to be written as JSON. Rows of maps are lists, so that any
 * program can read them without knowing shapes.
 */
export function reportDocument(
  report: Omit<SpliceReport, 'consistencyFrom' | 'cells' | 'pca'>,
  { input, sha256, orientation = 1, seconds }: ReportDocumentOptions,
): ReportDocument {
  const { patchSize, rowOffsets, colOffsets, imageWidth, imageHeight } = report.grid;
  const marked = report.mask.data.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    input,
    sha256,
    width: imageWidth,
    height: imageHeight,
    orientation,
    model: report.model,
    method: report.method,
    score: report.score,
    probability: report.probability,
    meanResponse: report.meanResponse,
    markedShare: marked / report.mask.data.length,
    warnings: report.warnings,
    evidence: report.evidence,
    grid: { patchSize, rowOffsets: [...rowOffsets], colOffsets: [...colOffsets] },
    heatmap: rowsOf(report.heatmap),
    mask: rowsOf(report.mask),
    timings: report.timings,
    seconds,
  };
}

function rowsOf({ data, shape }: { data: Float32Array | Uint8Array; shape: readonly number[] }) {
  const [rows, columns] = shape as [number, number];
  return Array.from({ length: rows }, (_, row) => [
    ...data.subarray(row * columns, (row + 1) * columns),
  ]);
}
