import type { ExifOfTagsOptions } from '../../exif-of-tags.ts';
import type { EmbedRowOptions } from './embed-row.ts';
import type { LocalizeRowOptions } from './localize-row.ts';
import { madeRow } from './made-row.ts';
import { modelChecksum } from './model-checksum.ts';
import { rowColumns } from './row-columns.ts';
import type { RowJob } from './row-job.ts';
import type { RowMaker } from './row-maker.ts';
import type { RowWork } from './row-work.ts';

export interface RowMakerOptions extends LocalizeRowOptions, EmbedRowOptions, ExifOfTagsOptions {
  /** Bundled model, model folder, URL or hub id; `exif` needs none. @defaultValue `'base'` */
  model?: string | undefined;
  /** Threads of ONNX Runtime; 0 lets it choose. @defaultValue 1 */
  threads?: number | undefined;
  /** Told why a faster build of ONNX Runtime was passed over. @defaultValue console.warn */
  onFallback?: ((reason: string) => void) | undefined;
  /** Stops the loading. */
  signal?: AbortSignal | undefined;
}

/**
 * Opens what turns inputs into rows: of `localize` with score, probability and evidence, of `embed`
 * with the embeddings of all patches, of `exif` with the sentence and its tags.
 *
 * @throws ModelFolderError when the model cannot be loaded
 * @throws RangeError for options out of their range
 */
export async function openRowMaker(job: RowJob, options: RowMakerOptions = {}): Promise<RowMaker> {
  const { settings, make, dispose } = await openWork(job, options);
  const columns = rowColumns(job);
  return {
    settings,
    columns,
    make: (input, { signal } = {}) => madeRow(input, columns, make, signal),
    dispose,
  };
}

/** Loads what the job needs, and no more: reading EXIF takes less long than loading an encoder. */
async function openWork(job: RowJob, options: RowMakerOptions): Promise<RowWork> {
  if (job === 'exif') return (await import('./exif-row.ts')).exifRow(options);
  const { model: source = 'base', threads = 1, onFallback = console.warn, signal } = options;
  const { openModel } = await import('../../open-model.ts');
  const model = await openModel(source, signal === undefined ? {} : { signal });
  const settings = { job, model: model.config.id, modelSha256: modelChecksum(model) };
  const opened = { model, settings, engine: { threads, onFallback } };
  if (job === 'embed') return (await import('./embed-row.ts')).embedRow(opened, options);
  return (await import('./localize-row.ts')).localizeRow(opened, options);
}
