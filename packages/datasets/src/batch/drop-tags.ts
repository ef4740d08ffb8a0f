import type { ExifTags } from '@exifclip/exif-text';
import type { Random } from '../random/random.ts';

/** The tags that stay when each stays with a probability; one of them stays at least. */
export function dropTags(tags: ExifTags, keep: number, random: Random): ExifTags {
  const kept = tags.filter(() => random.chance(keep));
  return kept.length === 0 && tags.length > 0 ? [random.pick(tags)] : kept;
}
