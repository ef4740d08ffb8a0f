import type {
  DetectionSummary,
  EvaluationDocument,
  EvaluationSummary,
  Interval,
  MethodSummary,
  PairedDifference,
} from './evaluation-document.ts';
import { textTable } from './text-table.ts';

/** An evaluation as lines of text, the best method of ours first as it stands in the table. */
export function evaluationTable(document: EvaluationDocument): string {
  const { dataset, images, skipped, methods, model } = document;
  const localized = Object.values(methods)[0]?.pMap?.n ?? 0;
  return [
    `${dataset}: ${images} images, ${localized} spliced with a mask, ${skipped.length} left out; model ${model}`,
    ...methodLines(document),
    ...groupLines('p-mAP by dataset', document.datasets),
    ...groupLines('p-mAP of images made worse', document.robustness),
    ...differenceLines(document),
    ...skipped.map(({ id, why }) => `left out: ${id}: ${why}`),
  ].join('\n');
}

function methodLines({ methods, chance }: EvaluationSummary): string[] {
  return textTable([
    ['method', 'p-mAP', 'as it is', 'best F1', 'AUC', 'MCC', 'cIoU', 'detection AP', 'AUC'],
    ...Object.entries(methods).map(([name, summary]) => [
      summary.kind === 'baseline' ? `${name} (baseline)` : name,
      ...cells(summary),
    ]),
    ['chance', format(chance.pMap), '', '', format(chance.rocAuc), '', '', '', ''],
  ]);
}

function cells(summary: MethodSummary): string[] {
  const { pMap, ap, bestF1, rocAuc, mcc, ciou, detection } = summary;
  return [
    format(pMap),
    short(ap),
    short(bestF1),
    format(rocAuc),
    short(mcc),
    short(ciou),
    ...detectionCells(detection),
  ];
}

function detectionCells(detection: DetectionSummary | undefined): string[] {
  if (!detection) return ['–', '–'];
  const { ap, apLow, apHigh, auc, aucLow, aucHigh } = detection;
  return [
    format({ mean: ap, low: apLow, high: apHigh }),
    format({ mean: auc, low: aucLow, high: aucHigh }),
  ];
}

function groupLines(title: string, groups: Readonly<Record<string, EvaluationSummary>>): string[] {
  const names = Object.keys(groups);
  const methods = Object.keys(groups[names[0] ?? '']?.methods ?? {});
  if (names.length === 0) return [];
  const rows = methods.map((method) => [
    method,
    ...names.map((name) => short(groups[name]!.methods[method]?.pMap)),
  ]);
  const chance = ['chance', ...names.map((name) => short(groups[name]!.chance.pMap))];
  return [`${title}:`, ...textTable([['method', ...names], ...rows, chance])];
}

function differenceLines({ differences, defaultMethod }: EvaluationDocument): string[] {
  const rows = Object.entries(differences).map(([name, difference]) => [
    name,
    signed(difference.mean),
    ends(difference, 'low90', 'high90'),
    ends(difference, 'low95', 'high95'),
    String(difference.n),
  ]);
  if (rows.length === 0) return [];
  return [
    `p-mAP of ${defaultMethod} less that of each other method, image by image (bootstrap):`,
    ...textTable([['less', 'mean', '90 %', '95 %', 'images'], ...rows]),
  ];
}

function ends(
  difference: PairedDifference,
  low: 'low90' | 'low95',
  high: 'high90' | 'high95',
): string {
  return `[${signed(difference[low])}, ${signed(difference[high])}]`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function short(interval: Interval | undefined): string {
  return interval === undefined ? '–' : interval.mean.toFixed(3);
}

function format(interval: Omit<Interval, 'n'> | undefined): string {
  if (interval === undefined) return '–';
  const { mean, low, high } = interval;
  return `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
