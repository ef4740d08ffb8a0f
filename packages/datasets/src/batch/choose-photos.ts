import type { Random } from '../random/random.ts';
import type { TrainingPhoto } from './training-photo.ts';

/**
 * Different photos at random, of which at most a share show the colour chart, unless there are too
 * few others.
 *
 * @throws RangeError for fewer photos than are asked for
 */
export function choosePhotos(
  photos: readonly TrainingPhoto[],
  count: number,
  random: Random,
  { colourChartShare }: { colourChartShare: number },
): readonly TrainingPhoto[] {
  if (photos.length < count) {
    throw new RangeError(`expected at least ${count} photos to choose from, got ${photos.length}`);
  }
  const charts = Math.floor(colourChartShare * count);
  const chosen: TrainingPhoto[] = [];
  const passed: TrainingPhoto[] = [];
  let chartCount = 0;
  for (const photo of random.shuffle(photos)) {
    if (chosen.length === count) break;
    if (photo.colourChart && chartCount === charts) {
      passed.push(photo);
      continue;
    }
    if (photo.colourChart) chartCount += 1;
    chosen.push(photo);
  }
  return [...chosen, ...passed.slice(0, count - chosen.length)];
}
