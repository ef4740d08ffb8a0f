import type { LoggedStep } from '../parse-run-log.ts';
import type { Curve } from './curve.ts';

interface KnownScalar {
  title: string;
  unit?: string;
  /** What values are multiplied by. */
  scale?: number;
  isExact?: boolean;
}

/** How the scalars that every run has are called, in the order in which they are shown. */
const known: Readonly<Record<string, KnownScalar>> = {
  loss: { title: 'Loss' },
  accuracy: { title: 'Retrieval accuracy', unit: '% of the batch', scale: 100 },
  learningRate: { title: 'Learning rate', isExact: true },
  gradientNorm: { title: 'Gradient norm' },
  patchesPerSecond: { title: 'Speed', unit: 'patches a second' },
  seconds: { title: 'Time of a step', unit: 's' },
  waitSeconds: { title: 'Wait for its batch', unit: 's' },
};

/** A curve for every scalar of a log: the known ones, validation behind accuracy, the others by name. */
export function curvesOf(steps: readonly LoggedStep[]): Curve[] {
  const names = [...new Set(steps.flatMap(({ scalars }) => Object.keys(scalars)))];
  const order = Object.keys(known);
  const rank = (name: string): number => {
    if (name.startsWith('validation/')) return order.indexOf('accuracy') + 0.5;
    return order.includes(name) ? order.indexOf(name) : order.length;
  };
  return names
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((name) => curveOf(name, steps));
}

function curveOf(name: string, steps: readonly LoggedStep[]): Curve {
  const { title, unit = '', scale = 1, isExact = false } = known[name] ?? { title: titleOf(name) };
  const all = steps.flatMap(({ step, scalars }) =>
    scalars[name] === undefined ? [] : [{ step, value: scalars[name] * scale }],
  );
  const points = all.filter(({ value }) => Number.isFinite(value));
  return { title, unit, isExact, points, broken: all.length - points.length };
}

function titleOf(name: string): string {
  return name.startsWith('validation/') ? name.replace('validation/', 'Validation: ') : name;
}
