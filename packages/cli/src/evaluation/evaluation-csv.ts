import type { ImageMethodResult, ImageResult } from './evaluation-document.ts';
import { evaluationMethods } from './evaluation-methods.ts';
import { localizationMetrics } from './localization-metrics.ts';

const metrics: readonly (keyof ImageMethodResult)[] = [...localizationMetrics, 'score'];

/**
 * Results as CSV (RFC 4180), a line an image and method; a metric that is undefined is empty, and
 * the variant of an image as it is too.
 */
export function evaluationCsv(results: readonly ImageResult[]): string {
  const lines = results.flatMap(({ dataset, id, variant = '', label, methods }) =>
    Object.entries(methods).map(([method, result]) => [
      dataset,
      id,
      variant,
      label,
      method,
      evaluationMethods[method]?.kind ?? '',
      ...metrics.map((metric) => String(result[metric] ?? '')),
    ]),
  );
  const header = ['dataset', 'id', 'variant', 'label', 'method', 'kind', ...metrics];
  return [header, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
