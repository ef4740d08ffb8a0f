import { formatDuration } from '../format-duration.ts';
import type { LoggedStep } from '../parse-run-log.ts';
import type { Curve } from './curve.ts';
import { curveSvg } from './curve-svg.ts';
import { curvesOf } from './curves-of.ts';
import { curvesStyle } from './curves-style.ts';
import { escapeMarkup } from './escape-markup.ts';
import { shortNumber } from './short-number.ts';

export interface CurvesPageOptions {
  /** What the run is called. */
  title: string;
  /** Steps of the whole run. */
  totalSteps: number;
  /** Time that the rest will take; undefined where it is unknown. @defaultValue unknown */
  secondsLeft?: number | undefined;
  /** After how many seconds the page loads itself anew. @defaultValue never: the run has ended */
  refreshSeconds?: number | undefined;
}

/**
 * The curves of a run as one HTML page that needs nothing else: no script, no network; for light
 * and dark, wide and narrow screens.
 *
 * @param steps as they were logged, in the order of steps
 */
export function curvesPage(steps: readonly LoggedStep[], options: CurvesPageOptions): string {
  const { title, totalSteps, refreshSeconds } = options;
  const done = steps.at(-1)?.step ?? 0;
  const curves = curvesOf(steps).filter(({ points, broken }) => points.length + broken > 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
${refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">\n`}<title>${escapeMarkup(title)}: step ${done}</title>
<style>
${curvesStyle}</style>
</head>
<body>
<header>
<h1>${escapeMarkup(title)}</h1>
<p>step ${shortNumber(done)} of ${shortNumber(totalSteps)}, ${stateOf(done, options)}</p>
<progress max="${totalSteps}" value="${done}"></progress>
</header>
<main>
${curves.map(figureOf).join('\n')}
</main>
</body>
</html>
`;
}

function stateOf(
  done: number,
  { totalSteps, secondsLeft, refreshSeconds }: CurvesPageOptions,
): string {
  if (done >= totalSteps) return 'finished';
  if (refreshSeconds === undefined) return 'stopped';
  return secondsLeft === undefined ? 'running' : `${formatDuration(secondsLeft)} left`;
}

function figureOf(curve: Curve): string {
  const { title, unit, points, broken } = curve;
  const last = points.at(-1);
  const notes = [unit, broken > 0 ? `${broken} not finite` : ''].filter((note) => note !== '');
  return [
    '<figure><figcaption>',
    `<b>${escapeMarkup(title)}</b>`,
    `<span>${escapeMarkup(notes.join(', '))}</span>`,
    `<output>${last === undefined ? '–' : shortNumber(last.value)}</output>`,
    '</figcaption>',
    last === undefined ? '' : curveSvg(curve),
    '</figure>',
  ].join('');
}
