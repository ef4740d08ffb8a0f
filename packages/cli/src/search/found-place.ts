import type { SearchHit } from '@exifclip/search';

/** A photo, or a patch of one, that was found. */
export interface FoundPlace {
  input: string;
  /** Cosine with what was asked for, −1…1. */
  cosine: number;
  /** Left edge of the patch, in pixels; absent for a whole photo. */
  x?: number;
  /** Upper edge of the patch, in pixels; absent for a whole photo. */
  y?: number;
}

/** What a patch is called in an index: its place and its photo. */
export function patchId(input: string, x: number, y: number): string {
  return `${x},${y}\t${input}`;
}

/** What a hit stands for. */
export function foundPlace({ id, cosine }: SearchHit): FoundPlace {
  const [, x, y, input] = /^(\d+),(\d+)\t(.*)$/su.exec(id) ?? [];
  if (input === undefined) return { input: id, cosine };
  return { input, cosine, x: Number(x), y: Number(y) };
}
