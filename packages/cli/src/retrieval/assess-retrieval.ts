import type { TrainingPhoto } from '@exifclip/datasets';
import { createPixelReader, type MetadataReference } from '@exifclip/models';
import { fitReference } from './fit-reference.ts';
import { onePhotoACamera } from './one-photo-a-camera.ts';
import { type PhotoTables, photoTables } from './photo-tables.ts';
import { type RetrievalReport, retrievalReport } from './retrieval-figures.ts';
import { type TagReading, tagReadings } from './tag-readings.ts';

export interface AssessRetrievalOptions {
  /** Bundled model, model folder or URL. */
  model: string;
  /** Photos of the training, of which what `verify` compares with is fitted. @defaultValue the model's own is taken */
  known?: readonly TrainingPhoto[] | undefined;
  /** Patches of each crop of a photo. @defaultValue 36 */
  patchesPerCrop?: number;
  /** Threads of ONNX Runtime, 0: it chooses. @defaultValue 0 */
  threads?: number;
  /** Told how far each part is. */
  onProgress?: ((done: number, total: number, what: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** How well a model knows photos by their EXIF, and what that was measured with. */
export interface RetrievalAssessment {
  /** Name of the model. */
  id: string;
  report: RetrievalReport;
  readings: readonly TagReading[];
  reference: MetadataReference | undefined;
}

/**
 * Measures how well photos that a model was not trained on and their EXIF find each other.
 *
 * @throws RangeError when a reference is to be fitted and there are too few photos
 * @throws ModelFolderError when the model cannot be loaded or has no sentence encoder
 */
export async function assessRetrieval(
  unknown: readonly TrainingPhoto[],
  options: AssessRetrievalOptions,
): Promise<RetrievalAssessment> {
  const { model, known, patchesPerCrop = 36, threads = 0, onProgress, signal } = options;
  const session = { threads, spinning: false, onFallback: console.error };
  const reader = await createPixelReader({ model, session });
  const told = (what: string) => (done: number, total: number) => onProgress?.(done, total, what);
  const embed = (photos: readonly TrainingPhoto[]): Promise<PhotoTables> =>
    photoTables(photos, reader, { patchesPerCrop, onProgress: told('photos'), signal });
  try {
    const tables = await embed(unknown);
    const reference =
      known === undefined
        ? reader.reference
        : fitReference(await embed(onePhotoACamera(known)), tables);
    const readings = await tagReadings(
      tables.rows,
      { ...reader, reference },
      { maxPatches: patchesPerCrop, onProgress: told('photos read'), signal },
    );
    const report = retrievalReport(tables, reference);
    return { id: reader.encoder.id, report, readings, reference };
  } finally {
    await reader.dispose();
  }
}
