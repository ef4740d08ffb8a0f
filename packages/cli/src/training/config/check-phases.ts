import type { RunConfig } from './run-config.ts';

/**
 * A run has one size of batch, which its graph is made for, and each phase begins within the steps
 * of the one before and ends after it.
 *
 * @throws RangeError naming the setting and the phase
 */
export function checkPhases({ later, ...first }: RunConfig): void {
  let before: Omit<RunConfig, 'later'> & { from: number } = { from: 0, ...first };
  const size = before.photosPerBatch + before.cameraPairs;
  for (const phase of later) {
    const name = `"later" from step ${phase.from}`;
    if (phase.from <= before.from || phase.from > before.steps) {
      throw new RangeError(
        `${name}: expected it to begin after step ${before.from}, up to step ${before.steps}`,
      );
    }
    before = { ...before, ...phase };
    if (before.steps <= phase.from) {
      throw new RangeError(`${name}: expected "steps" above ${phase.from}, got ${before.steps}`);
    }
    const own = before.photosPerBatch + before.cameraPairs;
    if (own !== size) {
      throw new RangeError(
        `${name}: expected photosPerBatch and cameraPairs to add up to ${size} as before, got ${own}`,
      );
    }
  }
}
