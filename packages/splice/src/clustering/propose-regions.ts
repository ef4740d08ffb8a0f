import type { DenseArray } from '@exifclip/image';
import { kMeans } from './k-means.ts';

/** A part of the image that may have been pasted in. */
export interface RegionProposal {
  /** 1 for its cells, 0 for the rest. */
  inside: Uint8Array;
  /**
   * How surely it is found again, 0…1: the overlap with the most similar region (intersection over
   * union), in the mean over all partitions. What differs in truth does not depend on the start.
   */
  recurrence: number;
}

/** Fewer cells are found by chance in any image. */
const fewestCells = 4;

/**
 * Parts the cells by k-means, into several numbers of regions and from several starts; every region
 * is a proposal, once, unless it is tiny or more than half of the image.
 *
 * @param cells - `[cellRows, cellCols, dim]`
 * @param clusters - into how many regions, each 1 to 255
 */
export function proposeRegions(
  { data, shape }: DenseArray,
  clusters: readonly number[],
): readonly RegionProposal[] {
  const partitions = clusters.flatMap((number) => kMeans(data, shape[2]!, { clusters: number }));
  const sizes = partitions.map(sizesOf);
  const regions = new Map<string, Uint8Array>();
  for (const [i, labels] of partitions.entries()) {
    for (const [label, size] of sizes[i]!.entries()) {
      if (size < fewestCells || size > labels.length / 2) continue;
      const inside = labels.map((other) => (other === label ? 1 : 0));
      regions.set(inside.join(''), inside);
    }
  }
  return Array.from(regions.values(), (inside) => ({
    inside,
    recurrence: mean(partitions.map((labels, i) => largestOverlap(inside, labels, sizes[i]!))),
  }));
}

function sizesOf(labels: Uint8Array): readonly number[] {
  const sizes: number[] = new Array(Math.max(0, ...new Set(labels)) + 1).fill(0);
  for (const label of labels) sizes[label]!++;
  return sizes;
}

/** Intersection over union with the region of a partition where it is largest. */
function largestOverlap(inside: Uint8Array, labels: Uint8Array, sizes: readonly number[]): number {
  const shared = new Float64Array(sizes.length);
  let size = 0;
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    shared[labels[i]!]!++;
    size++;
  }
  return Math.max(...shared.map((both, label) => both / (size + sizes[label]! - both)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
