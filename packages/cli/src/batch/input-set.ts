import { pathHash } from './path-hash.ts';

/** Inputs of which something is known, in 8 bytes each, at most 16 with what is free. */
export interface InputSet {
  /** How many there are. */
  readonly size: number;
  /** Whether an input is marked; undefined where it is not there. */
  get(input: string): boolean | undefined;
  /** Adds an input, or changes its mark. */
  set(input: string, marked: boolean): void;
}

/**
 * A set that keeps 63 bits of each input's hash and one mark, so that millions of paths cost little:
 * an open table of linear probing.
 */
export function createInputSet(): InputSet {
  let slots = new Uint32Array(2 * 1024);
  let size = 0;
  return {
    get size() {
      return size;
    },
    get(input) {
      const [high, low] = keyOf(input);
      const at = slotOf(slots, high, low);
      return isFree(slots, at) ? undefined : (slots[at + 1]! & 1) === 1;
    },
    set(input, marked) {
      const [high, low] = keyOf(input);
      let at = slotOf(slots, high, low);
      if (isFree(slots, at)) {
        size += 1;
        // Two words a slot: never more than three in four are taken.
        if (size * 2 > slots.length * 0.75) {
          slots = doubled(slots);
          at = slotOf(slots, high, low);
        }
      }
      slots[at] = high;
      slots[at + 1] = low | (marked ? 1 : 0);
    },
  };
}

/** The lowest bit is the mark's; a key of zeros would look like a free slot. */
function keyOf(input: string): readonly [high: number, low: number] {
  const [high, low] = pathHash(input);
  return [high || 1, (low & ~1) >>> 0];
}

/** Where a key is, or would be. */
function slotOf(slots: Uint32Array, high: number, low: number): number {
  const mask = slots.length - 1;
  for (let at = (low >>> 1) * 2; ; at += 2) {
    const slot = at & mask & ~1;
    if (isFree(slots, slot)) return slot;
    if (slots[slot] === high && (slots[slot + 1]! & ~1) >>> 0 === low) return slot;
  }
}

function isFree(slots: Uint32Array, at: number): boolean {
  return slots[at] === 0;
}

function doubled(slots: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(slots.length * 2);
  for (let at = 0; at < slots.length; at += 2) {
    if (isFree(slots, at)) continue;
    const [high, low] = [slots[at]!, slots[at + 1]!];
    const to = slotOf(larger, high, (low & ~1) >>> 0);
    larger[to] = high;
    larger[to + 1] = low;
  }
  return larger;
}
