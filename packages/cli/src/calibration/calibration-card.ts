import type { FittedCalibration } from './fit-calibration.ts';

const heading = '## Calibration';

/** The section of a model card that says what a calibration was fitted on and how good it is. */
export function calibrationSection({ command, photos, figures }: FittedCalibration): string {
  const rows = Object.entries(figures).flatMap(([method, versions]) =>
    Object.entries(versions).map(([version, { images, auc, falseAlarms, found }]) =>
      row([`\`${method}\``, version, images, auc.toFixed(3), percent(falseAlarms), percent(found)]),
    ),
  );
  return [
    heading,
    '',
    `What a score says as a probability, fitted on ${photos} validation photos (crops of 512 pixels)`,
    'and on the same photos with a part of another camera’s photo pasted in; no real forgery was',
    'used. Measured on what it was fitted on:',
    '',
    '```sh',
    command,
    '```',
    '',
    row(['method', 'images', 'number', 'AUC', 'authentic above 0.5', 'spliced above 0.5']),
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** A card with the section in it: in place of an older one, or at the end. */
export function withCalibration(card: string, section: string): string {
  const start = card.indexOf(`${heading}\n`);
  if (start < 0) return `${card.trimEnd()}\n\n${section}`;
  const next = card.indexOf('\n## ', start);
  const rest = next < 0 ? '' : card.slice(next);
  return `${card.slice(0, start)}${section}${rest}`;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
