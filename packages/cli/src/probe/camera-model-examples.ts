import { createRandom, type PhotoEntry } from '@exifclip/datasets';
import { centralView } from './central-view.ts';
import { decodeFile } from './decode-file.ts';
import type { ProbeExample } from './probe-example.ts';
import type { ProbeTaskOptions } from './probe-task.ts';

/** Cameras with fewer photos say more about their scenes than about themselves. */
const leastPhotos = 8;

/** Views of all crops of the photos of every camera model that has at least eight. */
export function cameraModelExamples(
  photos: readonly PhotoEntry[],
  { side, seed, limit }: ProbeTaskOptions,
): ProbeExample[] {
  return [...byCameraModel(photos)]
    .filter(([, own]) => own.length >= leastPhotos)
    .flatMap(([label, own]) => {
      const chosen = createRandom(seed, 'probe', label).shuffle(own).slice(0, limit);
      return chosen.flatMap(({ id, crops }) =>
        crops.map(({ path }, k) => ({
          id: `${id}-${k}`,
          group: id,
          label,
          load: async () => centralView(await decodeFile(path), side),
        })),
      );
    });
}

function byCameraModel(photos: readonly PhotoEntry[]): Map<string, PhotoEntry[]> {
  const models = new Map<string, PhotoEntry[]>();
  for (const photo of photos) {
    const name = `${photo.make} ${photo.model}`;
    const own = models.get(name);
    if (own) own.push(photo);
    else models.set(name, [photo]);
  }
  return models;
}
