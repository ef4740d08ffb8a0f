import type { FittedCalibration } from './fit-calibration.ts';

/** The section of a model card that says what a calibration was fitted on and how good it is. */
export function calibrationSection({
  command,
  photos,
  trainedOn,
  sameCamera,
  figures,
  wholeImages = {},
}: FittedCalibration): string {
  const rows = Object.entries(figures).flatMap(([method, versions]) =>
    Object.entries(versions).map(([version, { images, auc, falseAlarms, found }]) =>
      row([`\`${method}\``, version, images, auc.toFixed(3), percent(falseAlarms), percent(found)]),
    ),
  );
  return [
    '## Calibration',
    '',
    `What a score says as a probability, fitted on ${photos} ${trainedOn ? '' : 'validation '}photos (crops of 512 pixels)`,
    'and on the same photos with a part of another camera’s photo pasted in; no real forgery was',
    'used. *Another view* has a part of the same photo’s other crop instead: same camera, same history,',
    'authentic in all but its content; its AUC is against all spliced ones. Measured on what it was',
    'fitted on:',
    ...warnings(trainedOn, sameCamera),
    '',
    '```sh',
    command,
    '```',
    '',
    row(['method', 'images', 'number', 'AUC', 'authentic above 0.5', 'spliced above 0.5']),
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    ...wholeImageLines(wholeImages),
  ].join('\n');
}

function wholeImageLines(wholeImages: NonNullable<FittedCalibration['wholeImages']>): string[] {
  const rows = Object.entries(wholeImages).flatMap(([method, classes]) =>
    Object.entries(classes).map(([name, { images, median, falseAlarms }]) =>
      row([`\`${method}\``, name, images, median.toFixed(2), percent(falseAlarms)]),
    ),
  );
  if (rows.length === 0) return [];
  return [
    'How scores change with size: whole authentic images of other sources, at 1,000 patches. The',
    'curves are lowered until at most a twentieth of them, and of each size of which there are 20, lies',
    'above one half.',
    '',
    row(['method', 'size', 'images', 'median score', 'above 0.5']),
    '|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function warnings(trainedOn: boolean, sameCamera: number): string[] {
  const training = [
    '',
    'There were too few validation photos: these are photos of the training, so the figures flatter.',
  ];
  const camera = [
    '',
    `For ${percent(sameCamera)} of them no other camera was there: they got a part of another photo of the`,
    'same camera with another history of processing.',
  ];
  return [...(trainedOn ? training : []), ...(sameCamera > 0 ? camera : [])];
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
