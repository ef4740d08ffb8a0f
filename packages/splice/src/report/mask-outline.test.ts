import { expect, test } from 'vitest';
import { madeImage, madeReport } from '../../test/made-report.ts';
import { reportPictures } from '../detector/report-pictures.ts';
import { makePageData } from './make-page-data.ts';
import { maskOutline } from './mask-outline.ts';

const size = { width: 40, height: 30 };
const cells = {
  rows: { centres: [5, 15, 25], stride: 10 },
  cols: { centres: [5, 15, 25, 35], stride: 10 },
};
const outline = (rows: string[]) =>
  maskOutline(
    {
      data: Uint8Array.from(rows.join(''), (mark) => (mark === '#' ? 255 : 0)),
      channels: 1,
      cells,
    },
    size,
  );

test('of a mask without a border there is none', () => {
  expect(outline(['....', '....', '....'])).toBe('');
  expect(outline(['####', '####', '####'])).toBe('');
});

test('a single cell is surrounded half-way to its neighbours', () => {
  const points = outline(['....', '.#..', '....']).match(/\d+ \d+/g)!;
  const corners = ['10 15', '15 10', '15 20', '20 15'];
  expect(points.sort()).toEqual(corners.flatMap((corner) => [corner, corner]));
});

test('at the edge of the image the border runs out straight, and not along it', () => {
  const points = outline(['#...', '#...', '#...']).match(/\d+ \d+/g)!;
  expect(new Set(points)).toEqual(new Set(['10 0', '10 5', '10 15', '10 25', '10 30']));
});

test('cells that touch at a corner only are surrounded each by itself', () => {
  const lines = outline(['#...', '.#..', '....']).split('M').slice(1);
  expect(lines).toContain('10 5L5 10');
});

test('it follows the mask that is drawn as a picture, turned upright too', () => {
  for (const orientation of [1, 6]) {
    const report = madeReport();
    const image = madeImage(report.grid);
    const pictures = new Map(reportPictures(image, report, { orientation }));
    const { data, width, height } = pictures.get('mask')!;
    const white = (x: number, y: number) =>
      data[
        (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * 3
      ]! > 0;
    const path = makePageData(report, orientation).outline;
    const lines = [...path.matchAll(/M(\d+) (\d+)L(\d+) (\d+)/g)].map((line) =>
      line.slice(1).map(Number),
    );
    expect(lines.length).toBeGreaterThan(10);
    // Within a quarter of a cell of every line's middle, the picture is black and white.
    for (const [x1, y1, x2, y2] of lines as [number, number, number, number][]) {
      const near = [-4, 0, 4].flatMap((dy) =>
        [-4, 0, 4].map((dx) =>
          white(Math.round((x1 + x2) / 2) + dx, Math.round((y1 + y2) / 2) + dy),
        ),
      );
      expect(new Set(near).size).toBe(2);
    }
  }
});
