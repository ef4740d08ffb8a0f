import { defaultMethod } from '@exifclip/splice';
import { commandLine } from '../command-line.ts';
import type { EvaluationDocument, ImageResult } from './evaluation-document.ts';
import type { EvaluationRun } from './run-evaluation.ts';
import { summarize } from './summarize.ts';

/** Everything about an evaluation: in sum, by dataset, by how images were made worse, and each. */
export function makeEvaluationDocument(
  { rows, skipped }: EvaluationRun,
  model: string,
): EvaluationDocument {
  const perImage = rows.filter(({ variant }) => variant === undefined);
  const perDegradedImage = rows.filter(({ variant }) => variant !== undefined);
  const byDataset = grouped(perImage, ({ dataset }) => dataset);
  const names = Object.keys(byDataset);
  return {
    dataset: names.join(', '),
    ...summarize(perImage),
    skipped,
    model,
    command: commandLine(),
    defaultMethod,
    perImage,
    datasets: names.length > 1 ? byDataset : {},
    robustness: grouped(perDegradedImage, ({ variant }) => variant!),
    perDegradedImage,
  };
}

function grouped(
  rows: readonly ImageResult[],
  keyOf: (row: ImageResult) => string,
): EvaluationDocument['datasets'] {
  const groups = new Map<string, ImageResult[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return Object.fromEntries([...groups].map(([key, group]) => [key, summarize(group)]));
}
