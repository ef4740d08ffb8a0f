import { createRandom, type ForgeryEntry, resizeImage } from '@exifclip/datasets';
import type { RasterImage } from '@exifclip/image';
import { centralView } from './central-view.ts';
import { decodeFile } from './decode-file.ts';
import { forgeryPhotos } from './forgery-photos.ts';
import { linkedGroups } from './linked-groups.ts';
import type { ProbeExample } from './probe-example.ts';
import type { ProbeTaskOptions } from './probe-task.ts';

export interface SplicedExamplesOptions extends ProbeTaskOptions {
  /** Whether images are first brought to the side of the view, or cut at their own resolution. */
  resized: boolean;
}

/** The middle square of spliced and of authentic images, after resizing or without. */
export function splicedExamples(
  forgeries: readonly ForgeryEntry[],
  { side, seed, limit, resized }: SplicedExamplesOptions,
): ProbeExample[] {
  const random = createRandom(seed, 'probe');
  const chosen = (['spliced', 'authentic'] as const).flatMap((label) =>
    random.shuffle(forgeries.filter((entry) => entry.label === label)).slice(0, limit),
  );
  const groups = linkedGroups(chosen.map(forgeryPhotos));
  return chosen.map(({ id, label, image: path }, i) => ({
    id,
    group: groups[i]!,
    label,
    load: async () => {
      const image = await decodeFile(path);
      return centralView(resized ? resizedTo(image, side) : image, side);
    },
  }));
}

/** Its shorter side as long as the view's. */
function resizedTo(image: RasterImage, side: number): RasterImage {
  return resizeImage(image, side / Math.min(image.width, image.height), 'bicubic');
}
