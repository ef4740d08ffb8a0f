import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { cellMeans } from './cells/cell-means.ts';
import { unitRows } from './cells/unit-rows.ts';
import { cellResponse } from './clustering/cell-response.ts';
import { detectionScore } from './clustering/detection-score.ts';
import { meanShiftMap } from './clustering/mean-shift-map.ts';
import { normalizedCut } from './clustering/normalized-cut.ts';
import { pcaMap } from './clustering/pca-map.ts';
import fixture from './fixtures/splice-pipeline.json' with { type: 'json' };

/** What the published pipeline made of one small case; some rows of the response, or all. */
interface OracleCase {
  name: string;
  spread: number;
  patchRows: number;
  patchCols: number;
  cellRows: number;
  cellCols: number;
  dim: number;
  embeddings: number[];
  responseRows: number[];
  response: number[][];
  bandwidth: number;
  meanShiftMap: number[];
  normalizedCut: number[];
  detectionScore: number;
  pcaMap: number[];
}

describe('the pipeline agrees with the published code on the fixture', () => {
  agreesWith(fixture);
});

const data = sharedData();
const cases = data ? oracleCases(join(data, 'oracle/splice-pipeline.json')) : [];

describe.skipIf(!data)('the pipeline agrees with the published code on every oracle case', () => {
  for (const oracle of cases) describe(oracle.name, () => agreesWith(oracle));
});

function agreesWith(oracle: OracleCase): void {
  const shape = [oracle.patchRows, oracle.patchCols, oracle.dim];
  const raw = { data: Float32Array.from(oracle.embeddings), shape };
  const unit = { data: unitRows(raw.data, oracle.dim), shape };
  const { spread } = oracle;
  const cells = cellMeans(unit, { spread });
  const published = { denominator: { epsilon: 1e-4, spread } };
  const count = oracle.cellRows * oracle.cellCols;

  test('`cellMeans` makes the cells of the published grid', () => {
    expect(cells.shape).toEqual([oracle.cellRows, oracle.cellCols, oracle.dim]);
  });

  test('`cellResponse` agrees to 1e-6 with the published denominator, to 2e-4 without', () => {
    for (const [options, tolerance] of [
      [published, 1e-6],
      [{}, 2e-4],
    ] as const) {
      const response = cellResponse(cells, options);
      for (const [i, row] of oracle.responseRows.entries()) {
        const ours = response.data.subarray(row * count, (row + 1) * count);
        expect(largestDifference(ours, oracle.response[i]!)).toBeLessThan(tolerance);
      }
    }
  });

  test('`meanShiftMap` finds the bandwidth to 1e-5 and the map to 1e-5, to 2e-4 without the denominator', () => {
    const exact = meanShiftMap(cells);
    expect(Math.abs(exact.bandwidth / oracle.bandwidth - 1)).toBeLessThan(2e-4);
    expect(largestDifference(exact.map.data, oracle.meanShiftMap)).toBeLessThan(2e-4);
    const same = meanShiftMap(cells, published);
    expect(Math.abs(same.bandwidth / oracle.bandwidth - 1)).toBeLessThan(1e-5);
    expect(largestDifference(same.map.data, oracle.meanShiftMap)).toBeLessThan(1e-5);
  });

  test('`normalizedCut` gives every cell the published label, up to a swap', () => {
    for (const options of [published, {}]) {
      const { labels } = normalizedCut(cells, options);
      const swap = labels.data[0] === oracle.normalizedCut[0] ? 0 : 1;
      expect([...labels.data].map((label) => label ^ swap)).toEqual(oracle.normalizedCut);
    }
  });

  test('`detectionScore` agrees to 1e-6 with the published denominator, to 5e-5 without', () => {
    expect(Math.abs(detectionScore(cells, published) - oracle.detectionScore)).toBeLessThan(1e-6);
    expect(Math.abs(detectionScore(cells) - oracle.detectionScore)).toBeLessThan(5e-5);
  });

  test('`pcaMap` agrees to 1e-3, up to the sign of each component', () => {
    const ours = pcaMap(raw, { spread }).data;
    for (let channel = 0; channel < 3; channel++) {
      const mine = ours.filter((_, i) => i % 3 === channel);
      const theirs = oracle.pcaMap.filter((_, i) => i % 3 === channel);
      const flipped = theirs.map((value) => -value);
      const difference = Math.min(
        largestDifference(mine, theirs),
        largestDifference(mine, flipped),
      );
      expect(difference).toBeLessThan(1e-3);
    }
  });
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

/** The oracle's file holds the response as one long list; here it is cut into rows. */
function oracleCases(path: string): OracleCase[] {
  const raw: (Omit<OracleCase, 'response' | 'responseRows'> & { response: number[] })[] =
    JSON.parse(readFileSync(path, 'utf8'));
  return raw.map((one) => {
    const count = one.cellRows * one.cellCols;
    const responseRows = Array.from({ length: count }, (_, i) => i);
    const response = responseRows.map((i) => one.response.slice(i * count, (i + 1) * count));
    return { ...one, responseRows, response };
  });
}
