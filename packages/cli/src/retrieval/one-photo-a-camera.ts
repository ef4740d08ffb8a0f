import type { PhotoEntry } from '@exifclip/datasets';

/**
 * The first photo of every camera model, of a scene where there is one and else of the colour
 * chart, so that no camera counts for more than another.
 */
export function onePhotoACamera(entries: readonly PhotoEntry[]): PhotoEntry[] {
  const chosen = new Map<string, PhotoEntry>();
  for (const entry of entries) {
    const camera = `${entry.make}\n${entry.model}`.toLowerCase();
    const known = chosen.get(camera);
    if (known === undefined || (known.colourChart && !entry.colourChart)) chosen.set(camera, entry);
  }
  return [...chosen.values()];
}
