import { expect, test } from 'vitest';
import { madeReport } from '../../test/made-report.ts';
import { reportDocument } from './report-document.ts';

const timings = { decode: 1, encode: 2, localize: 3, evidence: 4, total: 10 };
const report = { ...madeReport(), timings };
const document = reportDocument(report, { input: 'a.png', sha256: 'ab', seconds: 1.5 });

test('a document holds the maps row by row, and survives JSON', () => {
  const [rows, cols] = report.heatmap.shape as [number, number];
  expect([document.heatmap.length, document.heatmap[0]!.length]).toEqual([rows, cols]);
  expect(document.heatmap[3]![5]).toBe(report.heatmap.data[3 * cols + 5]);
  expect(document.mask.flat()).toEqual([...report.mask.data]);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test('it says how large the image is, how much of it is marked, and where the patches lay', () => {
  expect([document.width, document.height, document.orientation]).toEqual([384, 288, 1]);
  const marked = report.mask.data.filter((value) => value > 0).length;
  expect(document.markedShare).toBeCloseTo(marked / report.mask.data.length, 12);
  expect(document.grid.rowOffsets).toEqual([...report.grid.rowOffsets]);
  const empty = { ...report, mask: { data: new Uint8Array(6), shape: [2, 3] } };
  expect(reportDocument(empty, { input: 'a', sha256: '', seconds: 0 }).markedShare).toBe(0);
});

test('a report without calibration has no probability', () => {
  const plain = { ...report, probability: undefined };
  const text = JSON.stringify(reportDocument(plain, { input: 'a', sha256: '', seconds: 0 }));
  expect(text).not.toContain('"probability"');
});
