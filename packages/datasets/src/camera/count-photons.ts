import type { Random } from '../random/random.ts';

/** From this mean on the Poisson distribution is taken for a normal one, rounded. */
const MANY = 50;

/**
 * A draw from the Poisson distribution. Below a mean of 50 it multiplies random numbers until their
 * product falls below `exp(−mean)`.
 *
 * @param mean - at least 0
 * @see D. E. Knuth, "The Art of Computer Programming", volume 2, section 3.4.1
 */
export function countPhotons(mean: number, random: Random): number {
  if (mean >= MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > end; product *= random.next()) count += 1;
  return count;
}
