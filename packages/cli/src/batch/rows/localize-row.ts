import {
  createSpliceDetector,
  defaultMethod,
  type LocalizeMethod,
  type SpliceReport,
} from '@exifclip/splice';
import type { OpenedModel, RowWork } from './row-work.ts';
import type { TableValue } from './table-row.ts';

export interface LocalizeRowOptions {
  /** How patches become a map, of `localize`. @defaultValue `'exponential-region'` */
  method?: LocalizeMethod | undefined;
  /** Patches an image, of `localize` and `embed`. @defaultValue 1000 */
  maxPatches?: number | undefined;
}

/** Rows of what was found in each image. */
export async function localizeRow(
  { model, settings, engine }: OpenedModel,
  { method = defaultMethod, maxPatches = 1000 }: LocalizeRowOptions,
): Promise<RowWork> {
  const detector = await createSpliceDetector({ model, ...engine });
  return {
    settings: { ...settings, method, maxPatches },
    async make(bytes, { name, signal }) {
      let size = { width: 0, height: 0 };
      const onImage = ({ width, height }: { width: number; height: number }): void => {
        size = { width, height };
      };
      const options = { name, method, maxPatches, onImage, signal };
      return { ...size, ...cellsOf(await detector.analyze(bytes, options)) };
    },
    dispose: () => detector.dispose(),
  };
}

function cellsOf(report: SpliceReport): Record<string, TableValue> {
  const { model, method, score, probability, meanResponse, mask, evidence, warnings } = report;
  const marked = mask.data.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    model,
    method,
    score,
    probability: probability ?? null,
    meanResponse,
    markedShare: marked / mask.data.length,
    ...evidence,
    jpegQuality: evidence.jpegQuality ?? null,
    warnings,
  };
}
