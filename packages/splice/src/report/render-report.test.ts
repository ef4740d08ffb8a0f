import { createHash } from 'node:crypto';
import { readExifTags } from '@exifclip/exif-text';
import { expect, test } from 'vitest';
import { madeImage, madeReport } from '../../test/made-report.ts';
import { regularGrid } from '../../test/patch-grid.ts';
import { renderReport } from './render-report.ts';
import { reportPhoto } from './report-photo.ts';

const report = madeReport();
const photo = await reportPhoto(madeImage(report.grid));
const rendered = (options = {}) => renderReport(report, { input: 'photo.jpg', photo, ...options });

/** What the viewer reads. */
function dataOf(page: string) {
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)![1]!;
  return JSON.parse(json) as { maps: { heatmap: string }; consistency: { dim: number } };
}

test('metadata and names are text, whatever they look like', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const ending = '</script><script>alert(2)</script>';
  const page = rendered({
    input: `${hostile}${ending}.jpg`,
    tags: [
      { name: 'Make', value: hostile },
      { name: ending, value: `"'&` },
    ],
    command: `exifclip localize '${ending}'`,
    producer: hostile,
    sha256: hostile,
  });
  expect(page).toContain('<td><bdi>&lt;img src=x onerror=alert(1)&gt;</bdi></td>');
  expect(page).not.toContain(hostile);
  expect(page).not.toContain(ending);
  expect(page.match(/<script/g)).toHaveLength(2);
});

test('nothing but its own style and script may run, by their hashes, and nothing is fetched', () => {
  const page = rendered();
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain('default-src &#39;none&#39;');
  const hash = (text: string) => createHash('sha256').update(text).digest('base64');
  const [, script] = /<script>(.*?)<\/script>/s.exec(page)!;
  const [, style] = /<style>(.*?)<\/style>/s.exec(page)!;
  expect(policy).toContain(`script-src &#39;sha256-${hash(script!)}&#39;`);
  expect(policy).toContain(`style-src &#39;sha256-${hash(style!)}&#39;`);
  const markup = page.replaceAll(/data:image\/jpeg;base64,[^"]*|<script.*?<\/script>/gs, '');
  expect(markup).not.toMatch(/:\/\/|@import|url\(| on\w+=| style=/i);
  for (const [, address] of markup.matchAll(/(?:src|href)="([^"]*)"/g)) {
    expect(address).toMatch(/^$|^#|^data:/);
  }
  expect(script).not.toMatch(/fetch\(|XMLHttpRequest|eval\(|new Function|:\/\//);
});

test('it says score, probability, model, version, command and checksum', () => {
  const sha256 = 'ab'.repeat(32);
  const page = rendered({ producer: 'exifclip 1.2.3', command: 'exifclip localize a', sha256 });
  for (const text of [report.score.toFixed(3), '0.42', 'made', 'exifclip 1.2.3', sha256]) {
    expect(page).toContain(text);
  }
  expect(page).toContain('<code><bdi>exifclip localize a</bdi></code>');
  expect(renderReport({ ...report, probability: undefined }, { input: 'a', photo })).toContain(
    'not calibrated',
  );
});

test('warnings are said; without any, and without tags, nothing is missing', () => {
  const page = renderReport({ ...report, warnings: ['low evidence: <so>'] }, { input: 'a', photo });
  expect(page).toContain('<li>low evidence: &lt;so&gt;</li>');
  expect(rendered({ tags: [] })).toContain('The file has no camera tags.');
  expect(rendered({ tags: readExifTags(photo) })).toContain('The file has no camera tags.');
  expect(rendered()).not.toMatch(/undefined|NaN|\[object/);
});

test('a single patch makes a report too', () => {
  const grid = regularGrid(64, 64, 64, 64);
  const shape = [1, 1];
  const single = {
    ...report,
    grid,
    heatmap: { data: Float32Array.of(Number.NaN), shape },
    mask: { data: Uint8Array.of(0), shape },
    pca: { data: Uint8Array.of(1, 2, 3), shape: [1, 1, 3] },
    cells: () => ({ data: new Float32Array(12), shape: [1, 1, 12] }),
  };
  const page = renderReport(single, { input: 'a', photo });
  expect(atob(dataOf(page).maps.heatmap)).toBe('\0');
});

test('very many patches still make a page of under 3 MB', () => {
  const grid = regularGrid(8192, 8192, 64, 64);
  const shape = [128, 128];
  const cells = 128 * 128;
  const noise = (length: number, top: number) =>
    Float32Array.from(
      { length },
      (_, i) => (((Math.imul(i, 2654435761) >>> 8) % 1000) / 1000) * top,
    );
  const large = {
    ...report,
    grid,
    heatmap: { data: noise(cells, 1), shape },
    mask: { data: Uint8Array.from(noise(cells, 2), (v) => (v > 1.9 ? 255 : 0)), shape },
    pca: { data: Uint8Array.from(noise(cells * 3, 255)), shape: [...shape, 3] },
    cells: () => ({ data: noise(cells * 128, 0.1), shape: [...shape, 128] }),
  };
  const heavy = new Uint8Array(1_100_000);
  heavy.set([0xff, 0xd8]);
  expect(renderReport(large, { input: 'a', photo: heavy }).length).toBeLessThan(3e6);
});

test('maps of another grid, a photo that is none, and a wrong orientation are refused', () => {
  const other = { ...report, grid: regularGrid(64, 64, 64, 64) };
  expect(() => renderReport(other, { input: 'a', photo })).toThrow("the grid's 1 by 1 cells");
  const png = Uint8Array.of(0x89, 0x50);
  expect(() => rendered({ photo: png })).toThrow('expected the photo as a JPEG file');
  expect(() => rendered({ orientation: 9 })).toThrow('orientation of 1 to 8, got 9');
});

test('the photo of a report is upright, small and without metadata', async () => {
  const tall = await reportPhoto(madeImage(report.grid), { orientation: 6, longestSide: 96 });
  const at = tall.findIndex((byte, i) => byte === 0xff && tall[i + 1] === 0xc0);
  const view = new DataView(tall.buffer, tall.byteOffset + at);
  expect([view.getUint16(7), view.getUint16(5)]).toEqual([72, 96]);
  expect(new TextDecoder('latin1').decode(tall)).not.toContain('Exif');
});
