import { CAMERA_TAGS } from '../tags/camera-tags.ts';
import type { ExifTags } from '../tags/exif-tags.ts';
import { NAMED_TAGS } from '../tags/named-tags.ts';
import { seededRandom } from './seeded-random.ts';

/** As given; as the tables have it, tags of other origin last; or drawn. */
export type TagOrder = 'record' | 'canonical' | 'shuffled';

/** @throws RangeError for another order, and for a seed that is no whole number */
export function orderTags(tags: ExifTags, order: TagOrder, seed: number): ExifTags {
  switch (order) {
    case 'record':
      return tags;
    case 'canonical':
      return [...tags].sort((a, b) => rank(a.name) - rank(b.name));
    case 'shuffled':
      return shuffled(tags, seededRandom(seed));
    default:
      throw new RangeError(
        `expected the order record, canonical or shuffled, got "${String(order)}"`,
      );
  }
}

const NAMES = [...CAMERA_TAGS, ...NAMED_TAGS].map(({ name }) => name);
const RANKS = new Map(NAMES.map((name, rank) => [name, rank]));

function rank(name: string): number {
  return RANKS.get(name) ?? RANKS.size;
}

/** Fisher and Yates. */
function shuffled(tags: ExifTags, random: () => number): ExifTags {
  const drawn = [...tags];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [drawn[i], drawn[j]] = [drawn[j]!, drawn[i]!];
  }
  return drawn;
}
