/** What a parameter's learning rate is multiplied with, by its name; 0 freezes it. */
export type LearningRateScale = (name: string) => number;

/**
 * The scale of one parameter.
 *
 * @param scale undefined: 1 for all
 * @throws RangeError when it is negative, infinite or no number
 */
export function learningRateScaleOf(scale: LearningRateScale | undefined, name: string): number {
  const factor = scale?.(name) ?? 1;
  if (!(factor >= 0 && factor < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`expected a learning rate scale of 0 or more for ${name}, got ${factor}`);
  }
  return factor;
}
