import { averagePrecision, meanInterval, rocAuc } from '@exifclip/splice';
import type { ImageResult, Interval, MethodSummary } from './evaluation-document.ts';
import { evaluationMethods } from './evaluation-methods.ts';

/** Sums up what every method did to a set. */
export function summarizeMethods(results: readonly ImageResult[]): Record<string, MethodSummary> {
  return Object.fromEntries(
    Object.entries(evaluationMethods).map(([name, { kind }]) => {
      const of = (metric: 'pMap' | 'bestF1' | 'rocAuc') =>
        interval(spliced(results).map(({ methods }) => methods[name]?.[metric]));
      const [pMap, bestF1, auc] = [of('pMap'), of('bestF1'), of('rocAuc')];
      const detection = detectionOf(results, name);
      return [
        name,
        {
          kind,
          ...(pMap && { pMap }),
          ...(bestF1 && { bestF1 }),
          ...(auc && { rocAuc: auc }),
          ...(detection && { detection }),
        },
      ];
    }),
  );
}

/** Sums up what random maps scored on a set. */
export function summarizeChance(results: readonly ImageResult[]): {
  pMap?: Interval;
  rocAuc?: Interval;
} {
  const pMap = interval(spliced(results).map(({ chance }) => chance?.pMap));
  const auc = interval(spliced(results).map(({ chance }) => chance?.rocAuc));
  return { ...(pMap && { pMap }), ...(auc && { rocAuc: auc }) };
}

/** On authentic images localisation is undefined, so they are left out. */
function spliced(results: readonly ImageResult[]): ImageResult[] {
  return results.filter(({ label }) => label === 'spliced');
}

function interval(values: readonly (number | undefined)[]): Interval | undefined {
  const found = meanInterval(values);
  if (found === undefined) return undefined;
  const { mean, low, high, count } = found;
  return { mean, low, high, n: count };
}

function detectionOf(results: readonly ImageResult[], name: string): MethodSummary['detection'] {
  const scores = Float64Array.from(results, ({ methods }) => methods[name]?.score ?? 0);
  const labels = results.map(({ label }) => (label === 'spliced' ? 1 : 0));
  const [ap, auc] = [averagePrecision(scores, labels), rocAuc(scores, labels)];
  return ap === undefined || auc === undefined ? undefined : { ap, auc, n: results.length };
}
