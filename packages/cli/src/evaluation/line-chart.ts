/** One line of a chart. */
export interface ChartSeries {
  name: string;
  points: readonly { x: number; y: number }[];
  /** Whether the line is broken, for a second kind of series. */
  dashed: boolean;
}

/** Lines that share their axes. */
export interface ChartPanel {
  /** Under the horizontal axis. */
  label: string;
  /** Whether large x stand at the left. */
  reversed: boolean;
  series: readonly ChartSeries[];
}

/** Okabe and Ito's colours, which the colour-blind tell apart (2008); black first. */
const COLORS = [
  '#000000',
  '#d55e00',
  '#0072b2',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8a7f00',
];

const SIZE = { width: 320, height: 260, left: 44, top: 16, bottom: 44, legend: 190 };

/**
 * Panels side by side as an SVG picture, values of 0…1 upwards, one legend for all.
 *
 * @param panels - with the same series in the same order
 * @param title - what is shown upwards
 */
export function lineChart(panels: readonly ChartPanel[], title: string): string {
  const width = panels.length * SIZE.width + SIZE.legend;
  const names = panels[0]?.series ?? [];
  const height = Math.max(SIZE.height, SIZE.top + (names.length + 1) * 16);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<title>${escaped(described(panels, title))}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...panels.map(
      (panel, i) =>
        `<g transform="translate(${i * SIZE.width} 0)">${panelShapes(panel, title).join('')}</g>`,
    ),
    ...names.map((series, i) => legendLine(series, i, panels.length * SIZE.width)),
    '</svg>\n',
  ].join('\n');
}

/** What a screen reader says. */
function described(panels: readonly ChartPanel[], title: string): string {
  return `${title} against ${panels.map(({ label }) => label).join(' and ')}`;
}

function panelShapes({ label, reversed, series }: ChartPanel, title: string): string[] {
  const [right, base] = [SIZE.width - 12, SIZE.height - SIZE.bottom];
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const placeX = (x: number) => {
    const share = high === low ? 0.5 : (x - low) / (high - low);
    return SIZE.left + (reversed ? 1 - share : share) * (right - SIZE.left);
  };
  const placeY = (y: number) => base - y * (base - SIZE.top);
  const rules = [0, 0.25, 0.5, 0.75, 1].map(
    (y) =>
      `<path d="M${SIZE.left} ${fixed(placeY(y))}H${right}" stroke="#dddddd"/>` +
      `<text x="${SIZE.left - 6}" y="${fixed(placeY(y) + 4)}" text-anchor="end">${y}</text>`,
  );
  const ticks = xs.map(
    (x) => `<text x="${fixed(placeX(x))}" y="${base + 16}" text-anchor="middle">${x}</text>`,
  );
  const middle = (SIZE.left + right) / 2;
  return [
    ...rules,
    ...ticks,
    `<text x="${middle}" y="${base + 34}" text-anchor="middle">${escaped(label)}</text>`,
    `<text transform="translate(12 ${(SIZE.top + base) / 2}) rotate(-90)" text-anchor="middle">${escaped(title)}</text>`,
    ...series.map(({ points, dashed }, i) => {
      const path = points.map(({ x, y }) => `${fixed(placeX(x))} ${fixed(placeY(y))}`).join('L');
      return path === '' ? '' : `<path d="M${path}" fill="none" ${stroke(i, dashed)}/>`;
    }),
  ];
}

function legendLine({ name, dashed }: ChartSeries, i: number, left: number): string {
  const y = SIZE.top + 8 + i * 16;
  return `<path d="M${left} ${y}h24" ${stroke(i, dashed)}/><text x="${left + 30}" y="${y + 4}">${escaped(name)}</text>`;
}

function stroke(i: number, dashed: boolean): string {
  const color = COLORS[i % COLORS.length];
  const second = i >= COLORS.length ? '1 3' : '5 3';
  return `stroke="${color}" stroke-width="2"${dashed ? ` stroke-dasharray="${second}"` : ''}`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
