import type { LearningRateScale } from './learning-rate-scale.ts';

/**
 * Learning rates that fall from a tower's last layers to its first, for fine-tuning: group k of K
 * has decay^(K − 1 − k) of the learning rate, parameters of no group the whole of it.
 *
 * @param groups from the input on, each a name's beginning up to a slash or the end (`image/stem`),
 * or several of them; of two that fit a name the longer one counts
 * @param decay 0…1; 0 freezes all groups but the last
 * @throws RangeError when the decay is outside its range, there is no group or one comes twice
 * @see Clark et al., ELECTRA, 2020
 */
export function layerwiseLearningRates(
  groups: readonly (string | readonly string[])[],
  decay: number,
): LearningRateScale {
  if (!(decay >= 0 && decay <= 1)) {
    throw new RangeError(`expected a decay of learning rates from 0 to 1, got ${decay}`);
  }
  if (groups.length === 0) throw new RangeError('expected at least one group of layers, got none');
  const scales = groups.flatMap((group, k) =>
    [group].flat().map((start) => ({ start, scale: decay ** (groups.length - 1 - k) })),
  );
  const twice = scales.find(({ start }, i) => scales.findIndex((s) => s.start === start) !== i);
  if (twice) throw new RangeError(`expected each group once, got ${twice.start} twice`);
  scales.sort((a, b) => b.start.length - a.start.length);
  return (name) => scales.find(({ start }) => isWithin(name, start))?.scale ?? 1;
}

function isWithin(name: string, start: string): boolean {
  return name === start || name.startsWith(start.endsWith('/') ? start : `${start}/`);
}
