import type { EvaluationDocument, Interval, MethodSummary } from './evaluation-document.ts';

/** An evaluation as lines of text, the best method of ours first as it stands in the table. */
export function evaluationTable(document: EvaluationDocument): string {
  const { dataset, images, skipped, methods, chance, model } = document;
  const rows = [
    ['method', 'p-mAP', 'best F1', 'AUC', 'detection AP', 'AUC'],
    ...Object.entries(methods).map(([name, summary]) => [
      summary.kind === 'baseline' ? `${name} (baseline)` : name,
      ...cells(summary),
    ]),
    ['chance', format(chance.pMap), '', format(chance.rocAuc), '', ''],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const localized = Object.values(methods)[0]?.pMap?.n ?? 0;
  const head = `${dataset}: ${images} images, ${localized} spliced with a mask; model ${model}`;
  const left = skipped.map(({ id, why }) => `left out: ${id}: ${why}`);
  return [head, ...lines, ...left].join('\n');
}

function cells({ pMap, bestF1, rocAuc, detection }: MethodSummary): string[] {
  const numbers = detection ? [detection.ap.toFixed(3), detection.auc.toFixed(3)] : ['–', '–'];
  return [format(pMap), format(bestF1), format(rocAuc), ...numbers];
}

function format(interval: Interval | undefined): string {
  if (interval === undefined) return '–';
  const { mean, low, high } = interval;
  return `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
