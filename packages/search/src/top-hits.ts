import type { SearchHit } from './search-hit.ts';

/** The best of what was offered so far. */
export interface TopHits {
  /** Takes the rows of a block that are good enough; those with NaN are no rows. */
  offer(cosines: Float32Array, ids: readonly string[], firstId: number): void;
  /** Best first; of equal ones the one that was offered first. */
  hits(): SearchHit[];
}

interface Entry {
  id: string;
  cosine: number;
  /** Which of all that were offered it was. */
  order: number;
}

/** Keeps the `k` best in a heap whose root is the worst of them, so that most offers cost one look. */
export function topHits(k: number): TopHits {
  const heap: Entry[] = [];
  let offered = 0;
  return {
    offer(cosines, ids, firstId) {
      for (let i = 0; i < cosines.length; i++) {
        const cosine = cosines[i]!;
        if (Number.isNaN(cosine)) continue;
        const order = offered + i;
        // an equal one that comes later is worse
        if (heap.length === k && !(cosine > heap[0]!.cosine)) continue;
        const entry = { id: ids[firstId + i]!, cosine, order };
        if (heap.length < k) siftUp(heap, heap.push(entry) - 1);
        else {
          heap[0] = entry;
          siftDown(heap);
        }
      }
      offered += cosines.length;
    },
    hits: () =>
      [...heap].sort((a, b) => (isWorse(a, b) ? 1 : -1)).map(({ id, cosine }) => ({ id, cosine })),
  };
}

function isWorse(a: Entry, b: Entry): boolean {
  return a.cosine < b.cosine || (a.cosine === b.cosine && a.order > b.order);
}

function siftUp(heap: Entry[], from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!isWorse(heap[at]!, heap[parent]!)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function siftDown(heap: Entry[]): void {
  for (let at = 0; ; ) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let worst = at;
    if (left < heap.length && isWorse(heap[left]!, heap[worst]!)) worst = left;
    if (right < heap.length && isWorse(heap[right]!, heap[worst]!)) worst = right;
    if (worst === at) return;
    swap(heap, at, worst);
    at = worst;
  }
}

function swap(heap: Entry[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b]!, heap[a]!];
}
