import { checkedShape } from './checked-shape.ts';
import type { FeatureRows } from './feature-rows.ts';
import type { LinearProbe } from './linear-probe.ts';
import { minimizeLbfgs } from './minimize-lbfgs.ts';
import { softmaxLoss } from './softmax-loss.ts';
import { fitStandardization, standardize } from './standardization.ts';

export interface FitLinearProbeOptions {
  /** Half of it times the sum of squared weights is added to the mean loss. @defaultValue 0.01 */
  strength?: number;
  /** No entry of the gradient is larger at the end. @defaultValue 1e-5 */
  tolerance?: number;
  /** Steps of the optimiser, at most. @defaultValue 300 */
  maxSteps?: number;
  /** A probe of the same classes and features to start from. @defaultValue none */
  start?: LinearProbe | undefined;
}

/**
 * Fits a linear probe: multinomial logistic regression with an L2 penalty on standardised features,
 * by L-BFGS in double precision. The same input gives the same probe.
 *
 *     mean of −log softmax(Wᵀx + b)[label] + strength / 2 · |W|²
 *
 * @param features [examples, dim]
 * @param labels the class of each example
 * @throws RangeError for fewer than two classes, features that are not finite, shapes that disagree,
 * or a penalty that is not positive
 */
export function fitLinearProbe(
  features: FeatureRows,
  labels: readonly string[],
  { strength = 0.01, tolerance = 1e-5, maxSteps = 300, start }: FitLinearProbeOptions = {},
): LinearProbe {
  const [, dim] = checkedShape(features, labels);
  const classes = [...new Set(labels)].sort();
  if (classes.length < 2) {
    throw new RangeError(`expected examples of two classes or more, got [${classes.join(', ')}]`);
  }
  if (!(strength > 0 && Number.isFinite(strength))) {
    throw new RangeError(`expected a positive strength, got ${strength}`);
  }
  const size = (dim + 1) * classes.length;
  if (start !== undefined && start.parameters.length !== size) {
    throw new RangeError(
      `expected a start of ${size} parameters, got ${start.parameters.length}: of other classes or features`,
    );
  }
  const standardization = fitStandardization(features.data, dim);
  const numbers = new Map(classes.map((name, number) => [name, number]));
  const rows = {
    data: standardize(features.data, standardization),
    dim,
    classes: Int32Array.from(labels, (label) => numbers.get(label)!),
    count: classes.length,
  };
  const { point, converged } = minimizeLbfgs(
    (parameters, gradient) => softmaxLoss(rows, strength, parameters, gradient),
    start?.parameters ?? new Float64Array(size),
    { tolerance, maxSteps },
  );
  return { classes, standardization, parameters: point, strength, converged };
}
