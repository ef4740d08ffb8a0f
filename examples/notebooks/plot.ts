// Line and scatter plots in a notebook, with axes, units and a legend.

import sharp from 'sharp';
import { display } from 'tslab';
import { svg, text } from './show';

/** What belongs together: one colour, one shape, one line of the legend. */
export interface Series {
  label: string;
  points: [x: number, y: number][];
  /** @defaultValue 'line' */
  kind?: 'line' | 'dots';
  /** Broken, for what is there to compare with. @defaultValue false */
  dashed?: boolean;
}

export interface Axis {
  /** What is measured, with its unit. */
  label: string;
  /** Ends of the axis. @defaultValue the data's, rounded outwards */
  min?: number;
  max?: number;
  /** Words instead of numbers: that of index 0, 1, … */
  words?: string[];
  /** Large values at the left. @defaultValue false */
  reversed?: boolean;
}

export interface PlotOptions {
  x: Axis;
  y: Axis;
  /** Pixels. @defaultValue 340 */
  height?: number;
}

const WIDTH = 860;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 210, 14, 52];

/** Okabe and Ito's colours, which the colour-blind tell apart (2008); dark ones first. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#000000', '#cc79a7', '#e69f00', '#56b4e9'];

/** Shows series over common axes. Points that are no numbers are left out. */
export async function showPlot(series: Series[], { x, y, height = 340 }: PlotOptions) {
  const finite = series.map((each) => ({
    ...each,
    points: each.points.filter((point) => point.every(Number.isFinite)),
  }));
  const across = scale(
    x,
    finite.flatMap(({ points }) => points.map(([at]) => at)),
  );
  const up = scale(
    y,
    finite.flatMap(({ points }) => points.map(([, value]) => value)),
  );
  const [right, base] = [WIDTH - RIGHT, height - BOTTOM];
  const placeX = (at: number) => LEFT + across.share(at) * (right - LEFT);
  const placeY = (value: number) => base - up.share(value) * (base - TOP);
  const drawn = svg({ width: WIDTH, height }, [
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...up.ticks.map(
      ({ at, word }) =>
        line(LEFT, placeY(at), right, placeY(at), '#ddd') +
        text(word, LEFT - 8, placeY(at) + 5, '#333', 'text-anchor="end"'),
    ),
    ...across.ticks.map(
      ({ at, word }) =>
        line(placeX(at), base, placeX(at), base + 5, '#333') +
        text(word, placeX(at), base + 21, '#333', 'text-anchor="middle"'),
    ),
    line(LEFT, base, right, base, '#333'),
    text(x.label, (LEFT + right) / 2, height - 8, '#111', 'text-anchor="middle"'),
    text(
      y.label,
      16,
      (TOP + base) / 2,
      '#111',
      `text-anchor="middle" transform="rotate(-90 16 ${(TOP + base) / 2})"`,
    ),
    ...finite.flatMap((each, i) => shapes(each, i, placeX, placeY)),
    ...finite.flatMap((each, i) => legend(each, i, right + 22, TOP + 14 + 24 * i)),
  ]);
  display.png(await sharp(Buffer.from(drawn)).png({ palette: true, colours: 64 }).toBuffer());
}

function shapes(
  series: Series,
  i: number,
  placeX: (x: number) => number,
  placeY: (y: number) => number,
): string[] {
  const placed = series.points.map(([x, y]): [number, number] => [placeX(x), placeY(y)]);
  return [
    ...(series.kind === 'dots' ? [] : [stroke(placed, i, series.dashed)]),
    ...(isMarked(series) ? placed.map(([x, y]) => marker(x, y, i)) : []),
  ];
}

/** Dots, and lines of few points; on long lines markers would hide the line. */
function isMarked({ points, kind, dashed }: Series): boolean {
  return kind === 'dots' || !(dashed || points.length > 20);
}

function legend(series: Series, i: number, x: number, y: number): string[] {
  const from: [number, number] = [x, y - 5];
  const to: [number, number] = [x + 24, y - 5];
  return [
    ...(series.kind === 'dots' ? [] : [stroke([from, to], i, series.dashed)]),
    ...(isMarked(series) ? [marker(x + 12, y - 5, i)] : []),
    text(series.label, x + 32, y),
  ];
}

function stroke(points: [number, number][], i: number, dashed = false): string {
  const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const dash = dashed ? ' stroke-dasharray="6 5"' : '';
  return `<polyline points="${path}" fill="none" stroke="${colour(i)}" stroke-width="2"${dash}/>`;
}

/** Shapes differ too, for those who do not tell the colours apart. */
function marker(x: number, y: number, i: number): string {
  const at = `transform="translate(${x.toFixed(1)} ${y.toFixed(1)})" fill="${colour(i)}"`;
  return [
    `<circle r="4.5" ${at}/>`,
    `<path d="M0-6 5.5 4.5-5.5 4.5Z" ${at}/>`,
    `<rect x="-4" y="-4" width="8" height="8" ${at}/>`,
    `<path d="M0-6 6 0 0 6-6 0Z" ${at}/>`,
    `<path d="M0 6 5.5-4.5-5.5-4.5Z" ${at}/>`,
  ][i % 5];
}

function colour(i: number): string {
  return COLOURS[i % COLOURS.length];
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}"/>`;
}

/** Where values lie between the ends of an axis, 0…1, and round numbers to write at it. */
function scale({ min, max, words, reversed = false }: Axis, values: number[]) {
  if (words) {
    const share = (at: number) => (at + 0.5) / words.length;
    return { share, ticks: words.map((word, at) => ({ at, word })) };
  }
  const [least, most] = [min ?? Math.min(...values), max ?? Math.max(...values)];
  const step = roundStep((most - least) / 5);
  const low = min ?? step * Math.floor(least / step);
  const high = max ?? step * Math.ceil(most / step);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  const ticks = Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => {
    const at = (first + i) * step;
    return { at, word: at.toFixed(digits) };
  });
  const share = (at: number) => (reversed ? high - at : at - low) / (high - low);
  return { share, ticks };
}

/** 1, 2 or 5 times a power of ten, not below what is asked for. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
}
