import { expect, test } from 'vitest';
import { regularGrid } from '../../test/patch-grid.ts';
import { texturedImage } from '../../test/textured-image.ts';
import { reportPictures } from './report-pictures.ts';

const image = texturedImage(320, 200);
const grid = regularGrid(320, 200, 40, 40);
const [rows, cols] = [5, 8];
const marked = (row: number, col: number) => row < 2 && col < 3;
const mask = Uint8Array.from({ length: rows * cols }, (_, i) =>
  marked(Math.floor(i / cols), i % cols) ? 255 : 0,
);
const report = {
  grid,
  mask: { data: mask, shape: [rows, cols] },
  heatmap: { data: Float32Array.from(mask, (value) => value / 255), shape: [rows, cols] },
  pca: {
    data: Uint8Array.from({ length: rows * cols * 3 }, (_, i) => 5 * i),
    shape: [rows, cols, 3],
  },
};

test('all pictures of a report have one size, the photo being untouched where it fits', () => {
  const pictures = Object.fromEntries(reportPictures(image, report));
  expect(Object.keys(pictures).sort()).toEqual(['heatmap', 'mask', 'overlay', 'pca', 'photo']);
  for (const { width, height } of Object.values(pictures)) {
    expect([width, height]).toEqual([320, 200]);
  }
  expect(pictures['photo']).toEqual(image);
  const shrunk = Object.fromEntries(reportPictures(image, report, { longestSide: 160 }));
  expect([shrunk['mask']!.width, shrunk['mask']!.height]).toEqual([160, 100]);
});

test('the mask lies where its cells do, and turns with the photo', () => {
  // Orientation 6 is turned clockwise: what was top left is then top right.
  for (const [orientation, size, inside] of [
    [1, [320, 200], [20, 20]],
    [6, [200, 320], [179, 20]],
    [3, [320, 200], [299, 179]],
  ] as const) {
    const turned = Object.fromEntries(reportPictures(image, report, { orientation }));
    const { data, width, height } = turned['mask']!;
    expect([width, height]).toEqual(size);
    const at = (x: number, y: number) => data[(y * width + x) * 3];
    expect(at(inside[0], inside[1])).toBe(255);
    expect(at(width - 1 - inside[0], height - 1 - inside[1])).toBe(0);
    expect(data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) / data.length).toBeCloseTo(
      6 / 40,
      1,
    );
    expect([turned['photo']!.width, turned['photo']!.height]).toEqual(size);
  }
});

test('the image of another report is refused', () => {
  const other = texturedImage(100, 90);
  expect(() => reportPictures(other, report).next()).toThrow('320x200, got 100x90');
});
