import { createRandom, type PhotoEntry } from '@exifclip/datasets';
import type { ProbeTaskOptions } from './probe-task.ts';

/** A photo, and the file of its first crop. */
export interface ChosenCrop {
  id: string;
  path: string;
}

/** The first crop of some photos that have texture, chosen by the seed. */
export function chooseCrops(
  photos: readonly PhotoEntry[],
  { seed, limit }: ProbeTaskOptions,
): ChosenCrop[] {
  const usable = photos.flatMap(({ id, lowTexture, crops: [first] }) =>
    lowTexture || first === undefined ? [] : [{ id, path: first.path }],
  );
  return createRandom(seed, 'probe').shuffle(usable).slice(0, limit);
}
