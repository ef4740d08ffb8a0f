import { hashSeed, type SeedPart } from './hash-seed.ts';

/**
 * A new seed from a seed and labels: `forkSeed(seed, 'batch', step)` names a stream of its own,
 * unrelated to that of any other label, however many numbers the parent has drawn.
 *
 * @returns an unsigned 32-bit integer
 * @throws TypeError for a number that is not finite
 */
export function forkSeed(seed: SeedPart, ...labels: readonly SeedPart[]): number {
  return hashSeed([seed, ...labels])[0];
}
