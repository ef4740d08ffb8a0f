import type { ScoreInterval } from '@exifclip/contrastive';
import { textTable } from '../evaluation/text-table.ts';
import type { ProbeDocument, TaskResult } from './probe-document.ts';

/** All tasks and sources in one table, what guessing gives below each task. */
export function probeTable({ tasks, folds }: ProbeDocument): string {
  const results = Object.entries(tasks);
  return [
    ...textTable([
      ['task', 'features', 'numbers', 'accuracy', 'balanced accuracy', 'first less this'],
      ...results.flatMap(([name, result]) => rowsOf(name, result)),
    ]),
    `accuracy on photos that were held out (${folds} parts in turn), 95 % intervals over photos;`,
    'first less this: how much more often a task’s first features are right than these',
    ...results.map(([name, { views, photos, classes }]) => {
      const each = Object.entries(classes).map(([label, n]) => `${label} ${n}`);
      return `${name}: ${views} views of ${photos} photos: ${each.join(', ')}`;
    }),
    ...results.flatMap(([name, { skipped }]) =>
      skipped.map(({ id, why }) => `left out of ${name}: ${id}: ${why}`),
    ),
  ].join('\n');
}

function rowsOf(task: string, { sources, chance }: TaskResult): string[][] {
  const rows = Object.entries(sources).map(([name, source]) => [
    task,
    source.kind === 'baseline' ? `${name} (baseline)` : name,
    String(source.dim),
    format(source.accuracy),
    format(source.balancedAccuracy),
    source.firstLessThis ? difference(source.firstLessThis) : '',
  ]);
  const guessing = [chance.accuracy, chance.balancedAccuracy].map((value) => value.toFixed(3));
  return [...rows, [task, 'chance', '', ...guessing, '']];
}

function format({ value, low, high }: ScoreInterval): string {
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

function difference({ value, low, high }: ScoreInterval): string {
  return `${signed(value)} [${signed(low)}, ${signed(high)}]`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
