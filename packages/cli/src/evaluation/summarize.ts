import { defaultMethod, meanInterval } from '@exifclip/splice';
import { detectionSummary } from './detection-summary.ts';
import type {
  EvaluationSummary,
  ImageResult,
  Interval,
  MethodSummary,
  PairedDifference,
} from './evaluation-document.ts';
import { evaluationMethods } from './evaluation-methods.ts';
import { localizationMetrics } from './localization-metrics.ts';

/** Sums up what every method that was run did to some images. */
export function summarize(results: readonly ImageResult[]): EvaluationSummary {
  const names = Object.keys(evaluationMethods).filter((name) =>
    results.some(({ methods }) => methods[name]),
  );
  const chance = spliced(results).map((result) => result.chance);
  const [pMap, rocAuc] = [
    interval(chance.map((value) => value?.pMap)),
    interval(chance.map((value) => value?.rocAuc)),
  ];
  return {
    images: results.length,
    methods: Object.fromEntries(names.map((name) => [name, summarizeMethod(results, name)])),
    differences: differences(results, names),
    chance: { ...(pMap && { pMap }), ...(rocAuc && { rocAuc }) },
  };
}

function summarizeMethod(results: readonly ImageResult[], name: string): MethodSummary {
  const summary: MethodSummary = { kind: evaluationMethods[name]!.kind };
  for (const metric of localizationMetrics) {
    const found = interval(spliced(results).map(({ methods }) => methods[name]?.[metric]));
    if (found) summary[metric] = found;
  }
  const detection = detectionSummary(
    results.map(({ methods, label }) => ({ score: methods[name]?.score, label })),
  );
  if (detection) summary.detection = detection;
  return summary;
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

/** Resamples images, and with each its difference, so that what images share cancels out. */
function differences(
  results: readonly ImageResult[],
  names: readonly string[],
): Record<string, PairedDifference> {
  const found: Record<string, PairedDifference> = {};
  for (const name of names) {
    if (name === defaultMethod) continue;
    const values = spliced(results).map(({ methods }) => {
      const [ours, other] = [methods[defaultMethod]?.pMap, methods[name]?.pMap];
      return ours === undefined || other === undefined ? undefined : ours - other;
    });
    const at95 = meanInterval(values, { level: 0.95 });
    const at90 = meanInterval(values, { level: 0.9 });
    if (!at95 || !at90) continue;
    found[name] = {
      mean: at95.mean,
      low90: at90.low,
      high90: at90.high,
      low95: at95.low,
      high95: at95.high,
      n: at95.count,
    };
  }
  return found;
}
