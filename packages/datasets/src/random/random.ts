import { hashSeed, type SeedPart } from './hash-seed.ts';
import { standardNormal } from './standard-normal.ts';

/** The four unsigned 32-bit words of a generator: plain numbers, for JSON and checkpoints. */
export type RandomState = readonly [number, number, number, number];

/** A seeded stream of random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** An unsigned 32-bit integer. */
  uint32(): number;
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform in the logarithm, in [low, high), both above 0. */
  logUniform(low: number, high: number): number;
  /** An integer of 0…count−1. */
  integer(count: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T;
  /** Normal with mean 0 and variance 1. */
  normal(): number;
  /** A new array of the items in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** Where the stream stands, for `restoreRandom`. */
  state(): RandomState;
}

/**
 * A random stream named by its seed: `createRandom(seed, 'batch', step)`.
 *
 * @throws TypeError for a number that is not finite
 */
export function createRandom(...seed: readonly SeedPart[]): Random {
  const random = restoreRandom(hashSeed(seed));
  for (let i = 0; i < 12; i += 1) random.uint32();
  return random;
}

/**
 * The stream that goes on where `random.state()` was taken. The generator is sfc32 of
 * C. Doty-Humphrey's PractRand: 128 bits of state, a counter in it, period of at least 2^32.
 *
 * @throws TypeError unless the state is four finite numbers
 */
export function restoreRandom(state: RandomState): Random {
  if (state.length !== 4 || !state.every(Number.isFinite)) {
    throw new TypeError(`expected a random state of four numbers, got [${state.join(', ')}]`);
  }
  const s = Uint32Array.from(state);

  const uint32 = (): number => {
    const sum = (s[0]! + s[1]! + s[3]!) | 0;
    s[3] = s[3]! + 1;
    s[0] = s[1]! ^ (s[1]! >>> 9);
    s[1] = (s[2]! + (s[2]! << 3)) | 0;
    s[2] = (((s[2]! << 21) | (s[2]! >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const next = (): number => uint32() * 2 ** -32;
  const integer = (count: number): number => {
    if (!(Number.isInteger(count) && count > 0)) {
      throw new RangeError(`expected a count of at least 1 to draw from, got ${count}`);
    }
    return Math.floor(next() * count);
  };

  return {
    uint32,
    next,
    integer,
    uniform: (low, high) => low + (high - low) * next(),
    logUniform: (low, high) => low * (high / low) ** next(),
    chance: (probability) => next() < probability,
    pick: (items) => items[integer(items.length)]!,
    normal: () => standardNormal(uint32),
    shuffle: (items) => shuffled(items, integer),
    state: () => [s[0]!, s[1]!, s[2]!, s[3]!],
  };
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], integer: (count: number) => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = integer(i + 1);
    const item = result[i]!;
    result[i] = result[j]!;
    result[j] = item;
  }
  return result;
}
