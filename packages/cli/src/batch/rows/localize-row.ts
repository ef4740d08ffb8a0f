import { basename, dirname } from 'node:path';
import { readOrientation } from '@exifclip/exif-text';
import type { RasterImage } from '@exifclip/image';
import {
  createSpliceDetector,
  defaultMethod,
  type LocalizeMethod,
  type SpliceReport,
} from '@exifclip/splice';
import type { Orientation } from '../../report-files.ts';
import { writeReport } from '../../write-report.ts';
import { type RowFiles, rowFileStem } from './row-files.ts';
import type { OpenedModel, RowWork } from './row-work.ts';
import { serialDecoding } from './serial-decoding.ts';
import type { TableValue } from './table-row.ts';

export interface LocalizeRowOptions {
  /** How patches become a map, of `localize`. @defaultValue `'traced-region'` */
  method?: LocalizeMethod | undefined;
  /** Patches an image, of `localize` and `embed`. @defaultValue 1000 */
  maxPatches?: number | undefined;
  /** Files to write beside, of `localize` and `embed`. @defaultValue none */
  files?: RowFiles | undefined;
}

/** Rows of what was found in each image. */
export async function localizeRow(
  { model, settings, engine }: OpenedModel,
  { method = defaultMethod, maxPatches = 1000, files }: LocalizeRowOptions,
): Promise<RowWork> {
  const detector = await createSpliceDetector({ model, ...engine });
  const decoding = serialDecoding();
  return {
    settings: { ...settings, method, maxPatches },
    async make(bytes, { name: input, signal }) {
      const started = performance.now();
      let image: RasterImage | undefined;
      const options = { name: input, method, maxPatches, signal };
      const report = await decoding((onDecoded) => {
        const onImage = (decoded: RasterImage): void => {
          image = decoded;
          onDecoded(decoded);
        };
        return detector.analyze(bytes, { ...options, onImage });
      });
      const { width, height } = image!;
      if (files !== undefined) {
        const written = { input, bytes, image: image!, report };
        await writeFiles(written, files, () => (performance.now() - started) / 1000);
      }
      return { width, height, ...cellsOf(report) };
    },
    dispose: () => detector.dispose(),
  };
}

async function writeFiles(
  written: { input: string; bytes: Uint8Array; image: RasterImage; report: SpliceReport },
  { folder, formats, command = 'exifclip' }: RowFiles,
  elapsed: () => number,
): Promise<void> {
  const orientation = readOrientation(written.bytes) as Orientation;
  const stem = rowFileStem(folder, written.input);
  const to = { folder: dirname(stem), name: basename(stem), formats, elapsed };
  await writeReport({ ...written, orientation, command }, to);
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
