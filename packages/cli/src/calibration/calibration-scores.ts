import type { TrainingPhoto } from '@exifclip/datasets';
import type { PatchEncoder } from '@exifclip/patch-encoder';
import type { Whitening } from '@exifclip/splice';
import type { Difference } from '../photos/choose-donors.ts';
import {
  type CalibrationImage,
  type CalibrationVersion,
  calibrationImages,
} from './calibration-images.ts';
import { type GridFindings, gridFindings } from './grid-findings.ts';
import { methodScores } from './method-scores.ts';
import { thinGrid } from './thin-grid.ts';

/** The scores of one image whose truth is known. */
export interface CalibrationScore {
  id: string;
  label: 'spliced' | 'authentic';
  version: CalibrationVersion;
  difference: Difference;
  /** By method. */
  scores: Readonly<Record<string, number>>;
}

export interface CalibrationScoresOptions {
  encoder: PatchEncoder;
  whitening: Whitening | undefined;
  /** Patches an image. @defaultValue 400, which on crops of 512 pixels is a stride of 24 */
  maxPatches?: number;
  seed: number;
  /** Told of every photo. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal | undefined;
}

/** Large photos have patches that do not overlap: every second one of the crops' stands for that. */
const densities = [1, 2];

/** Scores the calibration images of every photo by every method, on a dense and on a thin grid. */
export async function calibrationScores(
  photos: readonly TrainingPhoto[],
  options: CalibrationScoresOptions,
): Promise<CalibrationScore[]> {
  const { encoder, whitening, maxPatches = 400, seed, onProgress, signal } = options;
  const found: CalibrationScore[] = [];
  for (const [i, photo] of photos.entries()) {
    for (const example of await calibrationImages(photo, photos, seed)) {
      signal?.throwIfAborted();
      const findings = await gridFindings(example.image, { encoder, maxPatches, signal });
      for (const step of densities) {
        found.push(scoresOf(example, thinGrid(findings, step), whitening));
      }
    }
    onProgress?.(i + 1, photos.length);
  }
  return found;
}

function scoresOf(
  { id, label, version, difference }: CalibrationImage,
  findings: GridFindings,
  whitening: Whitening | undefined,
): CalibrationScore {
  return { id, label, version, difference, scores: methodScores(findings, whitening) };
}
