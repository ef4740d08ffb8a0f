import { isPrivateTag } from '../tags/is-private-tag.ts';
import type { TagCounts } from './count-tags.ts';

export interface FrequentTagsOptions {
  /**
   * Share of the photos, 0…1, that must have the tag.
   * @defaultValue 0.49, as "EXIF as Language" keeps them
   */
  minShare?: number;
}

/**
 * The names of the tags that a share of a corpus has, the most frequent first, for the `names` of
 * `renderSentence` and `readExifTags`. Private tags are never among them.
 *
 * @returns `[]` for an empty corpus
 * @throws RangeError unless 0 ≤ `minShare` ≤ 1
 */
export function frequentTags(
  { photos, counts }: TagCounts,
  { minShare = 0.49 }: FrequentTagsOptions = {},
): readonly string[] {
  if (!(minShare >= 0 && minShare <= 1)) {
    throw new RangeError(`expected a minimum share of 0…1, got ${minShare}`);
  }
  return [...counts]
    .filter(([name, count]) => count >= minShare * photos && !isPrivateTag(name))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name]) => name);
}
