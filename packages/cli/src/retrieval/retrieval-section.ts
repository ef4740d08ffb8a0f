import type { Estimate } from './bootstrap-groups.ts';
import { type RetrievalFigures, type RetrievalReport, recallDepths } from './retrieval-figures.ts';
import type { TagReading } from './tag-readings.ts';

/** The section of a model card that says how well photos and their EXIF find each other. */
export function retrievalSection(
  report: RetrievalReport,
  readings: readonly TagReading[],
  command: string,
): string {
  const { photos, sentences, sources, chance, cosine, score } = report;
  const columns: [string, RetrievalFigures][] = [
    ...(score === undefined ? [] : [['score of `verify`', score] as [string, RetrievalFigures]]),
    ['plain cosine', cosine],
  ];
  const line = (name: string, of: (figures: RetrievalFigures) => string, guess: string) =>
    row([name, ...columns.map(([, figures]) => of(figures)), guess]);
  const recallLine = (way: 'photoToExif' | 'exifToPhoto', name: string, k: number) =>
    line(
      `${name}, recall@${k}`,
      (figures) => estimate(figures[way][k]),
      chance.recall[k]!.toFixed(3),
    );
  const swapLine = (among: 'all' | 'sameMake', name: string) =>
    line(name, (figures) => estimate(figures.swapped[among]), chance.auc.toFixed(3));
  return [
    '## Metadata and pixels',
    '',
    `How ${photos} photos that the model was not trained on and their EXIF find each other; they are`,
    `of ${sources} sources and say ${sentences} different sentences. Only tags of the EXIF directories enter,`,
    'nothing that the file gives away by itself; what says the same counts as a hit, and swapped',
    'EXIF always says something else. In brackets 95 % bootstrap intervals over sources. Where a',
    'figure is near chance, a verdict of `exifclip verify` says next to nothing.',
    '',
    '```sh',
    command,
    '```',
    '',
    row(['', ...columns.map(([name]) => name), 'chance']),
    row(['---', ...columns.map(() => '---'), '---']),
    ...recallDepths.map((k) => recallLine('photoToExif', 'photo → EXIF', k)),
    ...recallDepths.map((k) => recallLine('exifToPhoto', 'EXIF → photo', k)),
    swapLine('all', 'own against swapped EXIF, ROC AUC'),
    swapLine('sameMake', 'the same, swapped within one make'),
    '',
    'What `predictTags` reads first, among candidates, on the same photos, for the quality after',
    'saving them again; *guess* names the most frequent value:',
    '',
    row(['tag', 'candidates', 'images', 'right', 'guess']),
    row(['---', '---', '---', '---', '---']),
    ...readings.map(({ tag, candidates, images, accuracy, guess }) =>
      row([tag, String(candidates), String(images), estimate(accuracy), guess.toFixed(3)]),
    ),
    '',
  ].join('\n');
}

function estimate(found: Estimate | undefined): string {
  if (found === undefined) return '–';
  const [value, low, high] = [found.value, found.low, found.high].map((part) => part.toFixed(3));
  return `${value} [${low}, ${high}]`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
