import { assertCount } from '../assert-count.ts';
import { isExploding } from './is-exploding.ts';

/**
 * A loss explodes when it stays above `factor` times the median of the steps before: `patience`
 * steps one after the other, so that no single hard batch ends a run. It is looked for once the run
 * (this process) has made `window + patience` steps, and for losses above 0.
 */
export interface DivergenceOptions {
  /** How many times the median is too much. @defaultValue 10 */
  factor?: number | undefined;
  /** Steps the median is of. @defaultValue 50 */
  window?: number | undefined;
  /** Steps in a row that have to be too high. @defaultValue 3 */
  patience?: number | undefined;
}

/** Takes the metrics of one step after the other; says what is wrong, or undefined. */
export type DivergenceWatch = (metrics: Readonly<Record<string, number>>) => string | undefined;

/**
 * Watches for a loss or gradient norm that is no number, and, unless told not to, for a loss that
 * explodes.
 *
 * @throws RangeError when `window` or `patience` is not a positive integer
 */
export function divergenceWatch(options: DivergenceOptions | false = {}): DivergenceWatch {
  const { factor = 10, window = 50, patience = 3 } = options || {};
  assertCount('divergence.window', window);
  assertCount('divergence.patience', patience);
  const losses: number[] = [];
  return ({ loss = Number.NaN, gradientNorm }) => {
    if (!Number.isFinite(loss)) return `its loss is ${loss}`;
    if (gradientNorm !== undefined && !Number.isFinite(gradientNorm)) {
      return `its gradient norm is ${gradientNorm}`;
    }
    losses.push(loss);
    if (losses.length > window + patience) losses.shift();
    if (options === false || !isExploding(losses, { factor, window, patience })) return undefined;
    return `its loss is ${loss}, and ${patience} in a row were over ${factor} times the median of the ${window} before`;
  };
}
