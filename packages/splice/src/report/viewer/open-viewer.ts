import type { PageData } from '../page-data.ts';
import { describeCell } from './describe-cell.ts';
import { drawCells } from './draw-cells.ts';
import { layerPicture } from './layer-picture.ts';
import { LAYER_SCALES } from './layer-scale.ts';
import { nearest } from './nearest.ts';
import { type Layer, type PageMaps, readPageMaps } from './page-maps.ts';

/** What the reader chose. */
interface View {
  layer: Layer;
  /** A cell of the consistency map. */
  chosen: number | undefined;
}

/** Longest side of the drawn maps, which are smooth, in pixels. */
const LONGEST_SIDE = 1024;

/**
 * Brings a report's page to life: its maps, slider, radio buttons, clicks and keys.
 *
 * @param page - where the section of the stage stands
 * @param data - what the maps are drawn from; by default what the page itself holds, as a report does
 */
export function openViewer(page: Document, data: PageData = dataOf(page)): void {
  const maps = readPageMaps(data);
  const { width, height } = maps.data;
  const stage = byId(page, 'stage');
  stage.style.setProperty('--ratio', String(width / height));
  const canvas = byId<HTMLCanvasElement>(page, 'map');
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * shrink));
  canvas.height = Math.max(1, Math.round(height * shrink));

  let view: View = { layer: 'heatmap', chosen: undefined };
  const show = (next: Partial<View>): void => {
    view = { ...view, ...next };
    showView(page, maps, view);
  };
  const choose = (chosen: number): void => show({ chosen, layer: 'consistency' });

  stage.addEventListener('click', (event) => {
    const { left, top, width: shown, height: tall } = stage.getBoundingClientRect();
    choose(
      cellAt(
        maps,
        ((event.clientX - left) / shown) * width,
        ((event.clientY - top) / tall) * height,
      ),
    );
  });
  stage.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (event.key === 'Escape') show({ chosen: undefined, layer: 'heatmap' });
    else if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault(); // Arrow keys would scroll the page.
      choose(view.chosen === undefined ? mostResponsive(maps) : stepped(maps, view.chosen, step));
    }
  });
  for (const radio of layerRadios(page)) {
    radio.addEventListener('change', () => show({ layer: radio.value as Layer }));
  }
  const opacity = byId<HTMLInputElement>(page, 'opacity');
  const blend = (): void => {
    canvas.style.opacity = String(Number(opacity.value) / 100);
  };
  opacity.addEventListener('input', blend);
  const outlined = byId<HTMLInputElement>(page, 'outlined');
  const outline = (): void => {
    byId(page, 'outline').style.visibility = outlined.checked ? 'visible' : 'hidden';
  };
  outlined.addEventListener('change', outline);
  // A browser that comes back to a page may bring other positions of its controls along.
  const checked = layerRadios(page).find((radio) => radio.checked);
  blend();
  outline();
  show({ layer: (checked?.value ?? 'heatmap') as Layer });
}

const HELP =
  'Click any patch of the photo, or use the arrow keys on it, to see which places agree with it.';

const STEPS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function showView(page: Document, maps: PageMaps, { layer, chosen }: View): void {
  const cell = chosen ?? mostResponsive(maps);
  const picture = layerPicture(layer, maps, cell);
  drawCells(byId<HTMLCanvasElement>(page, 'map'), picture, maps.data);
  for (const radio of layerRadios(page)) radio.checked = radio.value === layer;

  const { name, ticks } = LAYER_SCALES[layer];
  byId(page, 'scale-name').textContent = name;
  byId(page, 'scale').hidden = ticks === undefined;
  if (ticks) {
    drawRamp(byId<HTMLCanvasElement>(page, 'ramp'), picture.colors);
    for (const [i, tick] of ticks.entries()) byId(page, `tick-${i}`).textContent = tick;
  }
  const shown = chosen !== undefined || layer === 'consistency';
  placeMarker(byId(page, 'marker'), maps, shown ? cell : undefined);
  byId(page, 'readout').textContent = shown ? describeCell(maps, cell) : HELP;
}

function drawRamp(canvas: HTMLCanvasElement, colors: Uint8Array): void {
  canvas.width = 256;
  canvas.height = 1;
  const pixels = new ImageData(256, 1);
  for (let i = 0; i < 256; i++) pixels.data.set([...colors.subarray(i * 3, i * 3 + 3), 255], i * 4);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

function placeMarker(marker: HTMLElement, { data }: PageMaps, cell: number | undefined): void {
  marker.style.visibility = cell === undefined ? 'hidden' : 'visible';
  if (cell === undefined) return;
  const { rows, cols } = data.consistency;
  const y = rows.centres[Math.floor(cell / cols.centres.length)]! - rows.stride / 2;
  const x = cols.centres[cell % cols.centres.length]! - cols.stride / 2;
  const box = { x, y, width: cols.stride, height: rows.stride };
  for (const rectangle of marker.children) {
    for (const [name, value] of Object.entries(box)) rectangle.setAttribute(name, String(value));
  }
}

function cellAt({ data }: PageMaps, x: number, y: number): number {
  const { rows, cols } = data.consistency;
  return nearest(rows.centres, y) * cols.centres.length + nearest(cols.centres, x);
}

function stepped({ data }: PageMaps, cell: number, [down, across]: readonly [number, number]) {
  const [rows, cols] = [data.consistency.rows.centres.length, data.consistency.cols.centres.length];
  const row = Math.min(rows - 1, Math.max(0, Math.floor(cell / cols) + down));
  const col = Math.min(cols - 1, Math.max(0, (cell % cols) + across));
  return row * cols + col;
}

/** The cell that stands out most: the one to ask about first. */
function mostResponsive(maps: PageMaps): number {
  const { rows, cols } = maps.data.maps;
  const place = maps.heatmap.reduce((best, v, i) => (v > maps.heatmap[best]! ? i : best), 0);
  const y = rows.centres[Math.floor(place / cols.centres.length)]!;
  return cellAt(maps, cols.centres[place % cols.centres.length]!, y);
}

function dataOf(page: Document): PageData {
  return JSON.parse(byId(page, 'data').textContent ?? '') as PageData;
}

function layerRadios(page: Document): HTMLInputElement[] {
  return [...page.querySelectorAll<HTMLInputElement>('input[name="layer"]')];
}

function byId<T extends HTMLElement>(page: Document, id: string): T {
  const element = page.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element as T;
}
