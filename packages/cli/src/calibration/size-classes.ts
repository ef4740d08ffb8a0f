import { spliceProbability } from '@exifclip/splice';
import type { AuthenticScore } from './authentic-scores.ts';

/** Whole authentic images of about one size. */
export interface SizeClass {
  name: string;
  images: readonly AuthenticScore[];
}

/** What a method makes of them. */
export interface SizeClassFigures {
  images: number;
  /** Median of the scores. */
  median: number;
  /** Share with a probability above one half. */
  falseAlarms: number;
}

/** Upper ends in megapixels; the crops that the curves are fitted on have 0.26. */
const ends: readonly (readonly [string, number])[] = [
  ['up to 0.3 megapixels', 0.3],
  ['0.3 to 2 megapixels', 2],
  ['above 2 megapixels', Number.POSITIVE_INFINITY],
];

/** All images, then those of each size of which there are some. */
export function sizeClasses(images: readonly AuthenticScore[]): SizeClass[] {
  const classes = ends.map(([name, end], i) => {
    const start = ends[i - 1]?.[1] ?? 0;
    return { name, images: images.filter(({ megapixels: m }) => m > start && m <= end) };
  });
  return [{ name: 'all', images }, ...classes].filter((one) => one.images.length > 0);
}

/** Measures one class. */
export function sizeClassFigures(
  { images }: SizeClass,
  method: string,
  curve: Parameters<typeof spliceProbability>[1],
): SizeClassFigures {
  const scores = scoresOf(images, method);
  const alarms = scores.filter((score) => spliceProbability(score, curve) > 0.5);
  return {
    images: scores.length,
    median: scores[Math.floor((scores.length - 1) / 2)]!,
    falseAlarms: alarms.length / scores.length,
  };
}

/** Of fewer images, one more or less decides about a twentieth. */
const fewestImages = 20;

/**
 * The score that at most a twentieth of every class lies above; a class of fewer than 20 images is
 * not asked.
 *
 * @returns undefined where no class is large enough
 */
export function authenticLimit(classes: readonly SizeClass[], method: string): number | undefined {
  const limits = classes
    .filter(({ images }) => images.length >= fewestImages)
    .map(({ images }) => scoresOf(images, method)[Math.ceil(0.95 * images.length) - 1]!);
  return limits.length > 0 ? Math.max(...limits) : undefined;
}

/** In rising order. */
function scoresOf(images: readonly AuthenticScore[], method: string): number[] {
  return images.map(({ scores }) => scores[method]!).sort((a, b) => a - b);
}
