import { type MeanInterval, type MeanIntervalOptions, meanInterval } from './mean-interval.ts';

/**
 * The mean difference of a metric between two methods on the same images, `ours - theirs`, with its
 * bootstrap interval: images are drawn, not values, so what makes an image hard for both falls
 * out. The methods differ where the interval leaves 0 out.
 *
 * @param ours - one value an image, undefined where the metric is
 * @param theirs - of the same images in the same order; an image counts where both are defined
 * @returns undefined when no image counts
 * @throws RangeError when the lengths differ, a value is NaN, or an option is out of range
 */
export function pairedInterval(
  ours: readonly (number | undefined)[],
  theirs: readonly (number | undefined)[],
  options: MeanIntervalOptions = {},
): MeanInterval | undefined {
  if (ours.length !== theirs.length) {
    throw new RangeError(
      `expected values of the same images, got ${ours.length} and ${theirs.length}`,
    );
  }
  const differences = ours.map((value, i) => {
    const other = theirs[i];
    return value === undefined || other === undefined ? undefined : value - other;
  });
  return meanInterval(differences, options);
}
