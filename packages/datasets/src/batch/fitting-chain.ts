import { type PatchPlan, patchPlan } from '../chain/patch-plan.ts';
import type { ProcessingStep } from '../chain/processing-step.ts';
import { type RandomChainOptions, randomChain } from '../chain/random-chain.ts';
import type { Random } from '../random/random.ts';

/** Draws before a chain is cut short. */
const TRIES = 50;

/**
 * A random chain that an image has room for: the first that fits of 50, or the last of them
 * without the first steps that it takes too much room for.
 */
export function fittingChain(
  random: Random,
  options: RandomChainOptions,
  fits: (steps: readonly ProcessingStep[]) => boolean,
): ProcessingStep[] {
  let steps = randomChain(random, options);
  for (let i = 1; i < TRIES && !fits(steps); i += 1) steps = randomChain(random, options);
  while (steps.length > 0 && !fits(steps)) steps = steps.slice(1);
  return steps;
}

/** The plan of a chain with the largest region that chance may ask for. */
export function largestPlan(steps: readonly ProcessingStep[], patchSize: number): PatchPlan {
  return patchPlan(steps, patchSize, { integer: (count) => count - 1 });
}
