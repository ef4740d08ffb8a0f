import type { RasterImage } from '@exifclip/image';
import { sha256 } from '@exifclip/models';
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
  score: number;
  /** Share of the image's cells that the mask marks, 0…1. */
  markedShare: number;
  warnings: readonly string[];
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
  /** The input's file. */
  bytes: Uint8Array;
  image: RasterImage;
  report: SpliceReport;
  orientation: number;
  seconds: number;
}

/** The report of one image as plain data. */
export async function reportDocument({
  input,
  bytes,
  image,
  report,
  orientation,
  seconds,
}: ReportInput): Promise<ReportDocument> {
  const { patchSize, rowOffsets, colOffsets } = report.grid;
  const marked = report.mask.data.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    input,
    sha256: await sha256(bytes),
    width: image.width,
    height: image.height,
    orientation,
    model: report.model,
    method: report.method,
    score: report.score,
    markedShare: marked / report.mask.data.length,
    warnings: report.warnings,
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
