import { expect, test } from 'vitest';
import { madeReport } from '../../../test/made-report.ts';
import { mapToImage } from '../../cells/map-to-image.ts';
import { consistencyFrom } from '../../clustering/consistency-from.ts';
import { makePageData } from '../make-page-data.ts';
import { consistencyLevels } from './consistency-levels.ts';
import { describeCell } from './describe-cell.ts';
import { layerPicture } from './layer-picture.ts';
import { nearest } from './nearest.ts';
import { readPageMaps } from './page-maps.ts';
import { samplePoints } from './sample-points.ts';

const report = madeReport();
const maps = readPageMaps(makePageData(report, 1).data);

test('the consistency of a cell is that of `consistencyFrom`, to what a byte can say', () => {
  const [rows, cols] = report.heatmap.shape as [number, number];
  const levels = consistencyLevels(maps.vectors, 3 * cols + 5);
  const exact = consistencyFrom(report.cells(), { row: 3, col: 5 });
  expect(levels).toHaveLength(rows * cols);
  for (const [i, level] of levels.entries()) {
    expect(Math.abs(level - exact.data[i]!)).toBeLessThan(0.02);
  }
});

test('pixels read the same cells at the same shares as `mapToImage` does', () => {
  const { grid, heatmap } = report;
  const { data } = mapToImage(heatmap, grid);
  const across = samplePoints(maps.data.maps.cols.centres, grid.imageWidth, grid.imageWidth);
  const down = samplePoints(maps.data.maps.rows.centres, grid.imageHeight, grid.imageHeight);
  const cols = heatmap.shape[1]!;
  for (const [y, x] of [
    [0, 0],
    [31, 100],
    [150, 200],
    [287, 383],
  ] as const) {
    const at = (row: number) => {
      const [left, right] = [across.first[x]!, across.second[x]!].map(
        (col) => heatmap.data[row * cols + col]!,
      );
      return left! * (1 - across.share[x]!) + right! * across.share[x]!;
    };
    const value = at(down.first[y]!) * (1 - down.share[y]!) + at(down.second[y]!) * down.share[y]!;
    expect(value).toBeCloseTo(data[y * grid.imageWidth + x]!, 5);
  }
});

test('a single cell fills everything, and the nearest of a list is found', () => {
  const { first, second, share } = samplePoints([32], 64, 8);
  expect([...first, ...second, ...share].every((value) => value === 0)).toBe(true);
  expect([-5, 9, 11, 99].map((position) => nearest([0, 10, 20], position))).toEqual([0, 1, 1, 2]);
});

test('each layer has its values, and the first component is the red of the PCA picture', () => {
  expect(layerPicture('heatmap', maps, 0).values).toBe(maps.heatmap);
  expect(layerPicture('pca', maps, 0).channels).toBe(3);
  const { values } = layerPicture('component', maps, 0);
  expect(values[7]).toBe(report.pca.data[21]);
  expect(layerPicture('consistency', maps, 4).range).toEqual([0, 1]);
});

test('a cell is described by its place and what the maps say there', () => {
  const cell = maps.mask.indexOf(255);
  const { rows, cols } = maps.data.maps;
  const text = describeCell(maps, cell);
  expect(text).toContain(`x ${Math.round(cols.centres[cell % cols.centres.length]!)},`);
  expect(text).toContain(`y ${Math.round(rows.centres[Math.floor(cell / cols.centres.length)]!)} `);
  expect(text).toContain('; marked by the mask');
  const said = Number(/heatmap ([\d.]+)/.exec(text)![1]);
  expect(Math.abs(said - report.heatmap.data[cell]!)).toBeLessThan(0.01);
});
