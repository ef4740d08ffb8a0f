import type { RasterImage } from '@exifclip/image';
import type { SpliceReport } from '@exifclip/splice';

/** What `<name>.report.json` holds. */
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

/** What a report is made of. */
export interface ReportInput {
  input: string;
  /** Of the input's file, in hexadecimal. */
  sha256: string;
  image: RasterImage;
  report: SpliceReport;
  orientation: number;
  seconds: number;
}

/** The report of one image as plain data. */
export function reportDocument({
  input,
  sha256,
  image,
  report,
  orientation,
  seconds,
}: ReportInput): ReportDocument {
  const { patchSize, rowOffsets, colOffsets } = report.grid;
  const marked = report.mask.data.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    input,
    sha256,
    width: image.width,
    height: image.height,
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
