import type { Calibration, CalibrationCurve } from '@exifclip/models';
import { fitProbability, rocAuc, spliceProbability } from '@exifclip/splice';
import type { AuthenticScore } from './authentic-scores.ts';
import type { CalibrationVersion } from './calibration-images.ts';
import type { CalibrationScore } from './calibration-scores.ts';
import {
  authenticLimit,
  type SizeClassFigures,
  sizeClasses,
  sizeClassFigures,
} from './size-classes.ts';

/** How good a calibration is on what it was fitted on. */
export interface CalibrationFigures {
  /** Images, spliced and authentic; each counts once a grid. */
  images: number;
  /** Area under the ROC curve of the score. */
  auc: number;
  /** Share of the authentic images with a probability above one half. */
  falseAlarms: number;
  /** Share of the spliced images with a probability above one half. */
  found: number;
}

/** A calibration as its file holds it: the curves, and what they were fitted on. */
export interface FittedCalibration extends Calibration {
  /** The command that fitted it. */
  command: string;
  /** Photos that it was fitted on. */
  photos: number;
  /** Whether the model was trained on them. */
  trainedOn: boolean;
  /** Share of those that no photo of another camera was there for. */
  sameCamera: number;
  /** By method, then by what was done to the images, `all` of them together first. */
  figures: Readonly<Record<string, Readonly<Record<string, CalibrationFigures>>>>;
  /** By method, then by size of whole authentic images; absent where none were given. */
  wholeImages?: Readonly<Record<string, Readonly<Record<string, SizeClassFigures>>>>;
}

export interface FitCalibrationOptions {
  command: string;
  trainedOn: boolean;
  /** Whole authentic images: they lower a curve that calls more than a twentieth of them spliced. */
  wholeImages: readonly AuthenticScore[];
}

/** Fits a curve for every method. */
export function fitCalibration(
  scores: readonly CalibrationScore[],
  { command, trainedOn, wholeImages }: FitCalibrationOptions,
): FittedCalibration {
  const classes = sizeClasses(wholeImages);
  const whole: Record<string, Record<string, SizeClassFigures>> = {};
  const methods: Record<string, CalibrationCurve> = {};
  const figures: Record<string, Record<string, CalibrationFigures>> = {};
  for (const method of Object.keys(scores[0]?.scores ?? {})) {
    const curve = fitProbability(
      scores.map((image) => image.scores[method]!),
      scores.map(isSpliced),
      {
        groups: scores.map(({ version }) => version),
        atMostHalf: authenticLimit(classes, method),
      },
    );
    methods[method] = curve;
    figures[method] = { all: figuresOf(scores, method, curve) };
    for (const version of versions) {
      figures[method][version] = figuresOf(ofVersion(scores, version), method, curve);
    }
    whole[method] = Object.fromEntries(
      classes.map((some) => [some.name, roundedFigures(sizeClassFigures(some, method, curve))]),
    );
  }
  const photos = new Set(scores.map(({ id }) => id)).size;
  const same = scores.filter(({ difference }) => difference === 'another history');
  const sameCamera = rounded(same.length / Math.max(1, scores.length));
  const fitted = { command, photos, trainedOn, sameCamera, figures };
  return { format: 1, methods, ...fitted, ...(classes.length > 0 ? { wholeImages: whole } : {}) };
}

const versions: readonly CalibrationVersion[] = ['as it is', 're-saved', 'resized', 'another view'];

/** Photos with another view of themselves are told from all spliced ones. */
function ofVersion(
  scores: readonly CalibrationScore[],
  version: CalibrationVersion,
): CalibrationScore[] {
  return scores.filter(
    (image) =>
      image.version === version || (version === 'another view' && image.label === 'spliced'),
  );
}

function isSpliced({ label }: CalibrationScore): number {
  return label === 'spliced' ? 1 : 0;
}

function figuresOf(
  images: readonly CalibrationScore[],
  method: string,
  curve: CalibrationCurve,
): CalibrationFigures {
  const scores = Float64Array.from(images, (image) => image.scores[method]!);
  const labels = images.map(isSpliced);
  const alarmed = (label: number) => {
    const own = scores.filter((_, i) => labels[i] === label);
    const above = own.filter((score) => spliceProbability(score, curve) > 0.5);
    return own.length > 0 ? above.length / own.length : 0;
  };
  return {
    images: images.length,
    auc: rounded(rocAuc(scores, labels) ?? 0.5),
    falseAlarms: rounded(alarmed(0)),
    found: rounded(alarmed(1)),
  };
}

function roundedFigures({ images, median, falseAlarms }: SizeClassFigures): SizeClassFigures {
  return { images, median: rounded(median), falseAlarms: rounded(falseAlarms) };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
