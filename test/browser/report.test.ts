import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExifTags, readOrientation } from '@exifclip/exif-text';
import { colorizeMap, decodeImage, encodePng, type RasterImage } from '@exifclip/image';
import {
  createSpliceDetector,
  reportPictures,
  type SpliceDetector,
  type SpliceReport,
} from '@exifclip/splice';
import { type RenderReportOptions, renderReport, reportPhoto } from '@exifclip/splice/report';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { launchChromium } from './launch-chromium.ts';
import { madePhoto } from './made-photo.ts';
import { openReport } from './open-report.ts';
import { openTestPage } from './open-test-page.ts';

let browser: Browser;
let detector: SpliceDetector;
beforeAll(async () => {
  browser = await launchChromium();
  detector = await createSpliceDetector({ onFallback: () => {} });
});
afterAll(async () => {
  await detector?.dispose();
  await browser?.close();
});

async function reportOf(image: RasterImage, options: Partial<RenderReportOptions> = {}) {
  const report = await detector.analyze(image, { maxPatches: 200 });
  const { orientation } = options;
  const photo = await reportPhoto(image, { orientation });
  return { report, html: renderReport(report, { input: 'photo.jpg', photo, ...options }) };
}

/** The colour of the drawn map at a point of the upright image. */
function mapColor(page: Page, x: number, y: number): Promise<number[]> {
  return page.evaluate(
    ([x, y]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('#map')!;
      const image = document.querySelector<HTMLImageElement>('#photo')!;
      const at = (position: number, drawn: number, full: number) =>
        Math.min(drawn - 1, Math.floor((position / full) * drawn));
      const left = at(x!, canvas.width, Number(image.getAttribute('width')));
      const top = at(y!, canvas.height, Number(image.getAttribute('height')));
      return [...canvas.getContext('2d')!.getImageData(left, top, 1, 1).data.slice(0, 3)];
    },
    [x, y],
  );
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));

const pixel = ({ data, width }: RasterImage, x: number, y: number) =>
  data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3);

/** Clicks a point given in pixels of the upright image. */
async function clickAt(page: Page, x: number, y: number): Promise<void> {
  const box = (await page.locator('#stage').boundingBox())!;
  const width = Number(await page.getAttribute('#photo', 'width'));
  await page.mouse.click(box.x + (x * box.width) / width, box.y + (y * box.width) / width);
}

const marker = (page: Page) =>
  page
    .locator('#marker rect')
    .first()
    .evaluate((rectangle) =>
      ['x', 'y', 'width', 'height'].map((name) => Number(rectangle.getAttribute(name))),
    );

/** Middle of a cell as stored, in pixels. */
function middle({ grid, heatmap }: SpliceReport, row: number, col: number): [number, number] {
  const along = (offsets: Int32Array, cells: number, i: number) => {
    const stride = (offsets.at(-1)! - offsets[0]!) / (offsets.length - 1);
    const spread = cells - offsets.length + 1;
    return offsets[0]! + (grid.patchSize - spread * stride) / 2 + (i + 0.5) * stride;
  };
  const [rows, cols] = heatmap.shape as [number, number];
  return [along(grid.colOffsets, cols, col), along(grid.rowOffsets, rows, row)];
}

describe('a report in Chromium', () => {
  it('shows the consistency of the patch that is clicked, and moves on by arrow keys', async () => {
    const { report, html } = await reportOf(madePhoto(480, 360));
    const { page, errors, requests, close } = await openReport(browser, html);
    const help = await page.textContent('#readout');
    const [row, col] = [5, 9];
    await clickAt(page, ...middle(report, row, col));
    expect(await page.textContent('#readout')).not.toBe(help);
    expect(await page.isChecked('input[value="consistency"]')).toBe(true);

    const consistency = report.consistencyFrom(row, col);
    const painted = colorizeMap(consistency, { colorMap: 'viridis' });
    for (const [r, c] of [
      [row, col],
      [0, 0],
      [3, 14],
      [10, 4],
    ] as const) {
      const drawn = await mapColor(page, ...middle(report, r, c));
      expect(farthest(drawn, pixel(painted, c, r))).toBeLessThan(16);
    }

    const [x, y, width, height] = await marker(page);
    const [middleX, middleY] = middle(report, row, col);
    expect(x! + width! / 2).toBeCloseTo(middleX, 3);
    expect(y! + height! / 2).toBeCloseTo(middleY, 3);
    await page.focus('#stage');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    expect((await marker(page))[0]! - x!).toBeCloseTo(width!, 3);
    expect(y! - (await marker(page))[1]!).toBeCloseTo(height!, 3);
    await page.keyboard.press('Escape');
    expect(await page.isChecked('input[value="heatmap"]')).toBe(true);
    expect(await page.textContent('#readout')).toBe(help);
    expect([errors, requests]).toEqual([[], []]);
    await close();
  });

  it('can be used by keyboard alone: photo, outline, slider and maps', async () => {
    const { html } = await reportOf(madePhoto(320, 240));
    const { page, errors, close } = await openReport(browser, html);
    const focused = () => page.evaluate(() => document.activeElement?.id);
    const reached: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
    }
    expect(reached.slice(0, 3)).toEqual(['stage', 'opacity', 'outlined']);
    await page.focus('#opacity');
    await page.keyboard.press('End');
    expect(await page.locator('#map').evaluate((map) => map.style.opacity)).toBe('1');
    await page.keyboard.press('Home');
    expect(await page.locator('#map').evaluate((map) => map.style.opacity)).toBe('0');
    await page.focus('#outlined');
    await page.keyboard.press('Space');
    expect(await page.locator('#outline').evaluate((g) => getComputedStyle(g).visibility)).toBe(
      'hidden',
    );
    for (const layer of ['consistency', 'pca', 'component']) {
      await page.focus('input[name="layer"]:checked');
      await page.keyboard.press('ArrowRight');
      expect(await page.isChecked(`input[value="${layer}"]`)).toBe(true);
    }
    expect(errors).toEqual([]);
    await close();
  });

  it('shows a photo of orientation 6 upright, its maps and mask aligned with it', async () => {
    const image = madePhoto(480, 300);
    const { report, html } = await reportOf(image, { orientation: 6 });
    const { page, errors, close } = await openReport(browser, html);
    const pictures = new Map(reportPictures(image, report, { orientation: 6 }));
    const shown = await page.locator('#photo').evaluate((photo: HTMLImageElement) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [photo.naturalWidth, photo.naturalHeight];
      const context = canvas.getContext('2d')!;
      context.drawImage(photo, 0, 0);
      const { width, height } = photo.getBoundingClientRect();
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
      const greens = Array.from({ length: 1500 }, (_, i) => pixels[i * 96 * 4 + 1]!);
      return { size: [canvas.width, canvas.height], ratio: width / height, greens };
    });
    expect(shown.size).toEqual([300, 480]);
    expect(shown.ratio).toBeCloseTo(300 / 480, 2);
    const photo = pictures.get('photo')!;
    const off = shown.greens.map((green, i) => Math.abs(green - photo.data[i * 96 * 3 + 1]!));
    expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(6);

    const heatmap = pictures.get('heatmap')!;
    for (const [x, y] of [
      [20, 30],
      [150, 240],
      [280, 40],
      [60, 460],
      [200, 333],
    ] as const) {
      expect(farthest(await mapColor(page, x, y), pixel(heatmap, x, y))).toBeLessThan(8);
    }
    // The outline surrounds what is white in the picture of the mask.
    const mask = pictures.get('mask')!;
    const white = [...mask.data.keys()].filter((i) => i % 3 === 0 && mask.data[i]! > 0);
    const xs = white.map((i) => (i / 3) % mask.width);
    const ys = white.map((i) => Math.floor(i / 3 / mask.width));
    const box = await page.locator('#border').evaluate((path: SVGPathElement) => {
      const { x, y, width, height } = path.getBBox();
      return [x, y, x + width, y + height];
    });
    const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
    const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
    expect(farthest(box, [least(xs), least(ys), most(xs), most(ys)])).toBeLessThan(4);
    expect(errors).toEqual([]);
    await close();
  });

  it('can be made in a browser too', async () => {
    const photo = await encodePng(madePhoto(240, 180));
    const entry = new URL('pages/report.ts', import.meta.url);
    const maker = await openTestPage<typeof import('./pages/report.ts')>(entry, {
      files: { 'photo.png': photo },
    });
    const html = await maker.call('reportOfFile', 'photo.png', 8);
    expect(maker.errors).toEqual([]);
    await maker.close();
    const { page, errors, requests, close } = await openReport(browser, html);
    expect(await page.getAttribute('#photo', 'width')).toBe('180');
    await clickAt(page, 90, 120);
    expect(await page.textContent('#readout')).toContain('Patch at');
    expect([errors, requests]).toEqual([[], []]);
    await close();
  });

  it('shows metadata as text, and runs none of it', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const { html } = await reportOf(madePhoto(160, 120), {
      input: `${hostile}.jpg`,
      tags: [
        { name: 'Make', value: hostile },
        { name: 'Software', value: '</script><script>alert(2)</script>' },
      ],
    });
    const { page, errors, requests, close } = await openReport(browser, html);
    expect(await page.locator('td', { hasText: hostile }).textContent()).toBe(hostile);
    expect(await page.textContent('h1')).toBe(`${hostile}.jpg`);
    expect(await page.locator('img').count()).toBe(1);
    expect([errors, requests]).toEqual([[], []]);
    await close();
  });

  it.each([
    [64, 64],
    [1400, 72],
    [120, 700],
  ])('an image of %i by %i pixels fits a telephone and a desk', async (width, height) => {
    const { html } = await reportOf(madePhoto(width, height));
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 900 },
    ]) {
      const { page, errors, close } = await openReport(browser, html, viewport);
      await clickAt(page, width / 2, height / 2);
      expect(await page.textContent('#readout')).toContain('Patch at');
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrolled).toBeLessThanOrEqual(viewport.width);
      expect(errors).toEqual([]);
      await close();
    }
  });
});

const data = sharedData();

describe.skipIf(!data)('reports of real photos in Chromium', () => {
  it.each([
    'splice/columbia-mini/images/canong3_canonxt_sub_24.tif',
    'splice/imd2020/images/o_1a84zh_orig.jpg',
    'splice/casia1/images/Au_ani_0007.jpg',
    'exif-samples/jpg/orientation/portrait_6.jpg',
    'exif-samples/jpg/gps/DSCN0010.jpg',
  ])('%s: drawn, clicked, without an error or a request', async (path) => {
    const bytes = await readFile(join(data!, path));
    const orientation = readOrientation(bytes);
    const image = await decodeImage(bytes);
    const { html } = await reportOf(image, { orientation, tags: readExifTags(bytes) });
    const { page, errors, requests, close } = await openReport(browser, html, { width: 390 });
    const before = await mapColor(page, 60, 60);
    expect(before.some((value) => value > 0)).toBe(true);
    await clickAt(page, 60, 60);
    expect(await page.textContent('#readout')).toContain('Patch at');
    expect([errors, requests]).toEqual([[], []]);
    expect(html).not.toMatch(/GPSLatitude|SerialNumber|DateTime/);
    await close();
  });
});
