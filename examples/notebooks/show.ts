// Pictures in a notebook: side by side with captions, heat maps with a colour bar, tables.

import { colorizeMap, type DenseArray, type RasterImage, resizeMap } from '@exifclip/image';
import sharp from 'sharp';
import { display } from 'tslab';

/** One picture of a row. */
export interface Picture {
  image: RasterImage;
  /** One line, or two with a line break between. */
  caption: string;
  /** Drawn beside it: what its colours mean. */
  bar?: ColourBar;
  /** Cells or places to mark with a ring, in pixels of the image. */
  marks?: { x: number; y: number }[];
}

interface ColourBar {
  label: string;
  min: number;
  max: number;
  colours: RasterImage;
}

export interface HeatMapOptions {
  caption: string;
  /** What the values are, with their unit. */
  label: string;
  /** Values of the first and the last colour. @defaultValue 0 and 1 */
  min?: number;
  max?: number;
  /** Size to draw at, in pixels, with smooth steps; left out, one square a value. */
  size?: { width: number; height: number };
  marks?: Picture['marks'];
}

const WIDTH = 900;
const GAP = 14;
const BAR = 64;
const FONT = 'font-family="Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"';

/** Shows pictures in one row, all equally high, as wide as the page. */
export async function showPictures(pictures: Picture[], highest = 330): Promise<void> {
  const bars = pictures.filter(({ bar }) => bar).length;
  const free = WIDTH - GAP * (pictures.length - 1) - BAR * bars;
  const ratios = pictures.map(({ image }) => image.width / image.height);
  const height = Math.round(Math.min(highest, free / ratios.reduce((sum, r) => sum + r, 0)));
  const layers: { input: Buffer; left: number; top: number }[] = [];
  const shapes: string[] = [];
  let left = 0;
  for (const [i, picture] of pictures.entries()) {
    const width = Math.round(height * ratios[i]);
    layers.push({ input: await scaleTo(picture.image, width, height), left, top: 0 });
    const scale = height / picture.image.height;
    for (const { x, y } of picture.marks ?? []) shapes.push(ring(left + x * scale, y * scale));
    if (picture.bar) {
      layers.push({
        input: await scaleTo(picture.bar.colours, 12, height),
        left: left + width + 8,
        top: 0,
      });
      shapes.push(barText(picture.bar, left + width + 24, height));
    }
    for (const [n, line] of picture.caption.split('\n').entries()) {
      shapes.push(text(line, left, height + 20 + 18 * n, n === 0 ? '#111' : '#555'));
    }
    left += width + (picture.bar ? BAR : 0) + GAP;
  }
  const lines = Math.max(...pictures.map(({ caption }) => caption.split('\n').length));
  const size = { width: Math.min(WIDTH, left - GAP), height: height + 12 + 18 * lines };
  const drawn = svg(size, shapes);
  const jpeg = await sharp({ create: { ...size, channels: 3, background: '#fff' } })
    .composite([...layers, { input: Buffer.from(drawn), left: 0, top: 0 }])
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
  display.jpeg(jpeg);
}

/** A map as a picture in cividis, which the colour-blind read as well, with its colour bar. */
export function heatMap(map: DenseArray, options: HeatMapOptions): Picture {
  const { caption, label, min = 0, max = 1, size, marks = [] } = options;
  const range = { min, max, colorMap: 'cividis' } as const;
  const drawn = size ? resizeMap(map, size.height, size.width) : map;
  const scale = Float32Array.from({ length: 256 }, (_, i) => max - ((max - min) * i) / 255);
  const colours = colorizeMap({ data: scale, shape: [256, 1] }, range);
  return { image: colorizeMap(drawn, range), caption, marks, bar: { label, min, max, colours } };
}

/** A mask of 0 and anything else, in black and white. */
export function maskPicture({ data, shape }: DenseArray<Uint8Array>, caption: string): Picture {
  const [height, width] = shape;
  const grey = Uint8Array.from({ length: 3 * data.length }, (_, i) =>
    data[Math.floor(i / 3)] ? 255 : 0,
  );
  return { image: { data: grey, width, height, channels: 3 }, caption };
}

/** Shows rows as a table; the keys of the first are its head. */
export function showTable(rows: Record<string, string | number>[]): void {
  const cells = (row: (string | number)[], tag: string) =>
    row
      .map((cell) => `<${tag} style="text-align:left">${escapeText(String(cell))}</${tag}>`)
      .join('');
  const head = `<tr>${cells(Object.keys(rows[0]), 'th')}</tr>`;
  const body = rows.map((row) => `<tr>${cells(Object.values(row), 'td')}</tr>`).join('\n');
  display.html(`<table><thead>${head}</thead><tbody>\n${body}\n</tbody></table>`);
}

export function svg(size: { width: number; height: number }, shapes: string[]): string {
  const { width, height } = size;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ${FONT} font-size="14">
${shapes.join('\n')}\n</svg>`;
}

export function text(line: string, x: number, y: number, fill = '#333', more = ''): string {
  return `<text x="${x}" y="${y}" fill="${fill}" ${more}>${escapeText(line)}</text>`;
}

/** Enlarged squarely, so that single pixels can be seen; shrunk smoothly. */
function scaleTo(
  { data, width, height }: RasterImage,
  toWidth: number,
  toHeight: number,
): Promise<Buffer> {
  const kernel = toWidth > width ? sharp.kernel.nearest : sharp.kernel.lanczos3;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize(toWidth, toHeight, { fit: 'fill', kernel })
    .png()
    .toBuffer();
}

function ring(x: number, y: number): string {
  return `<circle cx="${x}" cy="${y}" r="8" fill="none" stroke="#000" stroke-width="5"/>
<circle cx="${x}" cy="${y}" r="8" fill="none" stroke="#fff" stroke-width="2"/>`;
}

function barText({ label, min, max }: ColourBar, x: number, height: number): string {
  const middle = height / 2;
  return [
    text(String(max), x, 13),
    text(String(min), x, height - 2),
    text(
      label,
      x + 13,
      middle,
      '#333',
      `text-anchor="middle" transform="rotate(-90 ${x + 13} ${middle})"`,
    ),
  ].join('\n');
}

function escapeText(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
