import type { ExifTags } from '../tags/exif-tags.ts';

/** In how many photos of a corpus each tag occurs. */
export interface TagCounts {
  /** Number of photos. */
  photos: number;
  /** Photos by name of tag. */
  counts: ReadonlyMap<string, number>;
}

/** Counts in one pass over a corpus, each name once a photo. */
export function countTags(corpus: Iterable<ExifTags>): TagCounts {
  const counts = new Map<string, number>();
  let photos = 0;
  for (const tags of corpus) {
    photos += 1;
    for (const name of new Set(tags.map((tag) => tag.name))) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return { photos, counts };
}
