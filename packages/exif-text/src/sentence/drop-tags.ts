import type { ExifTags } from '../tags/exif-tags.ts';
import { seededRandom } from './seeded-random.ts';

/** So that what is dropped tells nothing about how the rest is shuffled. */
const STREAM = 0x64726f70;

/**
 * The tags without those that a draw leaves out, each with the same probability; where all would
 * go, one of them stays.
 *
 * @throws RangeError unless 0 ≤ `dropout` ≤ 1 and the seed is a whole number
 */
export function dropTags(tags: ExifTags, dropout: number, seed: number): ExifTags {
  if (!(dropout >= 0 && dropout <= 1)) {
    throw new RangeError(`expected a dropout of 0…1, got ${dropout}`);
  }
  const random = seededRandom(seed, STREAM);
  const kept = tags.filter(() => random() >= dropout);
  const survivor = Math.floor(random() * tags.length);
  return kept.length > 0 ? kept : tags.slice(survivor, survivor + 1);
}
