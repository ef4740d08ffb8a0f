import { oneLineError } from '../one-line-error.ts';
import { type Degradation, degradationName } from './degradation.ts';
import { degradeCase } from './degrade-case.ts';
import { type EvaluateCaseOptions, evaluateCase } from './evaluate-case.ts';
import type { EvaluationCase, LoadedCase } from './evaluation-case.ts';
import type { EvaluationDocument, ImageResult } from './evaluation-document.ts';

export interface RunEvaluationOptions extends EvaluateCaseOptions {
  /** What else every image is evaluated after. */
  robustness: readonly Degradation[];
  /** Rows that need not be made again. */
  finished: readonly ImageResult[];
  /** Is given every new row, and waited for. */
  onRow(row: ImageResult): Promise<void>;
  /** Told before every image. */
  onProgress(done: number, total: number, id: string): void;
}

/** Rows in the order of the cases, and the images that were left out. */
export interface EvaluationRun {
  rows: ImageResult[];
  skipped: EvaluationDocument['skipped'];
}

/**
 * Evaluates cases one by one, each as it is and after every degradation. An image that cannot be
 * used is left out, with the reason.
 */
export async function runEvaluation(
  cases: readonly EvaluationCase[],
  options: RunEvaluationOptions,
): Promise<EvaluationRun> {
  const { robustness, finished, onProgress } = options;
  const known = new Map(finished.map((row) => [rowKey(row), row]));
  const variants = [undefined, ...robustness];
  const rows: ImageResult[] = [];
  const skipped: EvaluationDocument['skipped'] = [];
  for (const [i, each] of cases.entries()) {
    onProgress(i, cases.length, each.id);
    if (each.unusable !== undefined) {
      skipped.push({ id: each.id, why: each.unusable });
      continue;
    }
    const load = once(() => each.load());
    for (const degradation of variants) {
      const head = rowHead(each, degradation);
      try {
        const row = known.get(rowKey(head)) ?? (await newRow(head, load, degradation, options));
        rows.push(row);
      } catch (error) {
        options.signal?.throwIfAborted();
        const id = degradation ? `${each.id} (${degradationName(degradation)})` : each.id;
        skipped.push({ id, why: oneLineError(error, each.id) });
        // What cannot be opened need not be tried in other qualities.
        if (degradation === undefined) break;
      }
    }
  }
  return { rows, skipped };
}

type RowHead = Pick<ImageResult, 'dataset' | 'id' | 'variant' | 'label'>;

function rowHead(
  { dataset, id, label }: EvaluationCase,
  degradation: Degradation | undefined,
): RowHead {
  return degradation
    ? { dataset, id, variant: degradationName(degradation), label }
    : { dataset, id, label };
}

function rowKey({ dataset, id, variant = '' }: RowHead): string {
  return JSON.stringify([dataset, id, variant]);
}

async function newRow(
  head: RowHead,
  load: () => Promise<LoadedCase>,
  degradation: Degradation | undefined,
  options: RunEvaluationOptions,
): Promise<ImageResult> {
  const loaded = await load();
  const shown = degradation ? await degradeCase(loaded, degradation, head.id) : loaded;
  const row = { ...head, ...(await evaluateCase(shown, options)) };
  await options.onRow(row);
  return row;
}

/** Images are opened when the first row of theirs is missing, and only then. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
