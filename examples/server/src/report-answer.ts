import { colorizeMap, encodePng } from '@exifclip/image';
import { mapToImage, type SpliceReport } from '@exifclip/splice';

/** What a client is answered. */
export interface ReportAnswer {
  width: number;
  height: number;
  model: string;
  method: string;
  /** At least 0; higher = more likely spliced. */
  score: number;
  /** 0…1; absent where the model has no calibration. */
  probability: number | undefined;
  /** Share of the cells that the mask marks, 0…1. */
  markedShare: number;
  /** Why the result may say little. */
  warnings: readonly string[];
  evidence: SpliceReport['evidence'];
  /** Milliseconds by step. */
  timings: SpliceReport['timings'];
  /** A PNG as a `data:` URL, as the pixels are stored; absent unless it was asked for. */
  heatmap?: string;
}

/** Longest side of the heatmap, in pixels; it has some 30 cells along it, and more shows nothing. */
const longestSide = 1024;

/** A report as plain data. */
export async function reportAnswer(
  report: SpliceReport,
  { heatmap }: { heatmap: boolean },
): Promise<ReportAnswer> {
  const { grid, mask, model, method, score, probability, warnings, evidence, timings } = report;
  const marked = mask.data.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    width: grid.imageWidth,
    height: grid.imageHeight,
    ...{ model, method, score, probability },
    markedShare: marked / mask.data.length,
    ...{ warnings, evidence, timings },
    ...(heatmap ? { heatmap: await heatmapUrl(report) } : {}),
  };
}

async function heatmapUrl({ heatmap, grid }: SpliceReport): Promise<string> {
  const scale = Math.min(1, longestSide / Math.max(grid.imageWidth, grid.imageHeight));
  const width = Math.max(1, Math.round(grid.imageWidth * scale));
  const height = Math.max(1, Math.round(grid.imageHeight * scale));
  const png = await encodePng(colorizeMap(mapToImage(heatmap, grid, { width, height })));
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
