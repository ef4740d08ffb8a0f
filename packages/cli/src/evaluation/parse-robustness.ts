import { InvalidArgumentError } from 'commander';
import type { Degradation } from './degradation.ts';

interface Range {
  low: number;
  high: number;
  /** What is swept where no values are given. */
  usual: string;
}

const ranges: Readonly<Record<Degradation['kind'], Range>> = {
  jpeg: { low: 1, high: 100, usual: '95..50' },
  resize: { low: 0.1, high: 2, usual: '0.5..1' },
  blur: { low: 0.1, high: 20, usual: '0.5..3' },
  noise: { low: 0.1, high: 100, usual: '1..11' },
};

/** Values that a range `a..b` stands for. */
const STEPS = 6;

/**
 * Reads `jpeg=95..50,resize=0.5..1,blur,noise=2`: kinds with a value, a range of six values, or
 * the usual range.
 *
 * @throws InvalidArgumentError for an unknown kind or a value out of range
 */
export function parseRobustness(text: string): Degradation[] {
  return text.split(',').flatMap((part) => {
    const [kind = '', values] = part.trim().split('=', 2);
    if (!Object.hasOwn(ranges, kind)) {
      const kinds = Object.keys(ranges).join(', ');
      throw new InvalidArgumentError(`expected ${kinds} or kind=from..to, got ${part}`);
    }
    return parseValues(kind as Degradation['kind'], values);
  });
}

function parseValues(kind: Degradation['kind'], text = ranges[kind].usual): Degradation[] {
  const ends = text.split('..').map((end) => (end.trim() === '' ? Number.NaN : Number(end)));
  const { low, high } = ranges[kind];
  if (ends.length > 2 || !ends.every((end) => end >= low && end <= high)) {
    throw new InvalidArgumentError(
      `expected ${kind} of ${low} to ${high}, as one value or from..to, got ${text}`,
    );
  }
  const [from, to = from] = ends as [number, number?];
  const count = from === to ? 1 : STEPS;
  const values = Array.from({ length: count }, (_, i) =>
    rounded(kind, from + ((to - from) * i) / Math.max(1, count - 1)),
  );
  return [...new Set(values)].map((value) => ({ kind, value }));
}

/** JPEG knows whole qualities only. */
function rounded(kind: Degradation['kind'], value: number): number {
  return kind === 'jpeg' ? Math.round(value) : Number(value.toFixed(3));
}
