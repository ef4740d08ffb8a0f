import type { TrainingPhoto } from '@exifclip/datasets';
import { rocAuc } from '@exifclip/splice';
import { expect, test } from 'vitest';
import { bootstrapGroups } from './bootstrap-groups.ts';
import { chanceRecall } from './chance-recall.ts';
import { fitReference } from './fit-reference.ts';
import { onePhotoACamera } from './one-photo-a-camera.ts';
import { ownRanks } from './own-ranks.ts';
import { retrievalReport } from './retrieval-figures.ts';
import { retrievalSection } from './retrieval-section.ts';
import { swapAuc } from './swap-auc.ts';
import { swappedPairs } from './swapped-pairs.ts';

const texts = ['a', 'b', 'a', 'c'];
const scores = [0.5, 0.5, 0.9, 0.1, 0.2, 0.1, 0.3, 0.1, 0.1, 0.2, 0.3, 0.4, 0.9, 0.8, 0.7, 0.6];

test('equal sentences count as hits, and what scores the same stands before the own', () => {
  // 'a' is best by its twin; 'b' is last of all; 'a' has 'c' before it; 'c' all the others
  expect(ownRanks(scores, texts)).toEqual([1, 4, 2, 4]);
  expect(ownRanks([1, 1, 1, 1], ['a', 'b'])).toEqual([2, 2]);
  expect(ownRanks([], [])).toEqual([]);
});

test('chance is what counting all orders gives', () => {
  expect(chanceRecall(texts, 1)).toBeCloseTo((2 / 4 + 1 / 4 + 2 / 4 + 1 / 4) / 4, 12);
  // both of the two first are others: for 'a' (2/4)(1/3), for 'b' and 'c' (3/4)(2/3)
  expect(chanceRecall(texts, 2)).toBeCloseTo(1 - (1 / 6 + 1 / 2) / 2, 12);
  expect(chanceRecall(texts, 100)).toBe(1);
});

test('swapped sentences say something else, and are of the same group where that is asked', () => {
  expect(swappedPairs(texts)).toHaveLength(12 - 2);
  expect(swappedPairs(texts, ['x', 'x', 'y', 'y'])).toEqual([
    [0, 1],
    [1, 0],
    [2, 3],
    [3, 2],
  ]);
  expect(swappedPairs(['a', 'a'])).toEqual([]);
});

test('`swapAuc` is the ROC AUC of all pairs, and weights are as good as copies', () => {
  const pairs = swappedPairs(texts);
  const flat = (photos: readonly number[]) => {
    const own = photos.map((i) => scores[i * 5]!);
    const swapped = photos.flatMap((i) =>
      photos.filter((j) => texts[i] !== texts[j]).map((j) => scores[i * 4 + j]!),
    );
    const labels = [...own.map(() => 1), ...swapped.map(() => 0)];
    return rocAuc([...own, ...swapped], labels)!;
  };
  const auc = swapAuc(scores, pairs, 4);
  expect(auc([1, 1, 1, 1])).toBeCloseTo(flat([0, 1, 2, 3]), 12);
  expect(auc([2, 1, 0, 1])).toBeCloseTo(flat([0, 0, 1, 3]), 12);
  expect(auc([1, 0, 0, 0])).toBeUndefined();
  expect(swapAuc([1], [], 1)([1])).toBeUndefined();
});

test('the interval of a figure grows when photos come in groups', () => {
  const share = (weights: ArrayLike<number>) => {
    const counted = Array.from(weights);
    const total = counted.reduce((sum, weight) => sum + weight, 0);
    return counted.reduce((sum, weight, i) => sum + (i % 2) * weight, 0) / total;
  };
  const alone = Array.from({ length: 40 }, (_, i) => String(i));
  const single = bootstrapGroups(alone, share)!;
  const grouped = bootstrapGroups(
    alone.map((_, i) => (i % 2 ? 'odd' : 'even')),
    share,
  )!;
  expect([single.value, grouped.value]).toEqual([0.5, 0.5]);
  // a binomial share of 40: 0.5 ± 1.96 √(0.25 / 40)
  expect(Math.abs(single.low - (0.5 - 0.155))).toBeLessThan(0.03);
  expect([grouped.low, grouped.high]).toEqual([0, 1]);
  expect(bootstrapGroups(['a'], () => undefined)).toBeUndefined();
});

test('one photo of each camera is taken, of a scene rather than of the chart', () => {
  const entry = (make: string, model: string, colourChart: boolean, id: string) =>
    photo({ id, colourChart, tags: camera(make, model) });
  const chosen = onePhotoACamera([
    entry('Sony', 'A', true, '1'),
    entry('SONY', 'A', false, '2'),
    entry('Sony', 'A', false, '3'),
    entry('Sony', 'B', true, '4'),
  ]);
  expect(chosen.map(({ id }) => id)).toEqual(['2', '4']);
  expect(onePhotoACamera([])).toEqual([]);
});

const table = (rows: readonly (readonly number[])[]) => ({
  data: Float32Array.from(rows.flat()),
  shape: [rows.length, rows[0]!.length],
});
const camera = (make: string, model: string) => [
  { name: 'Make', value: make },
  { name: 'Model', value: model },
];
const photo = (facts: Partial<TrainingPhoto>): TrainingPhoto => ({
  ...{ id: '', tags: [], group: '', colourChart: false, crops: async () => [] },
  ...facts,
});
const directions = Array.from({ length: 6 }, (_, i) => [Math.cos(i), Math.sin(i)]);
const tables = {
  rows: directions.map((_, i) => photo({ group: `s${i % 3}`, tags: camera('M', '') })),
  texts: directions.map((_, i) => `Model: ${i}`),
  photos: table(directions),
  sentences: table(directions),
};

test('a model that knows every photo has all recalls and areas at 1, also by its reference', () => {
  const report = retrievalReport(tables, fitReference(tables, tables));
  for (const figures of [report.cosine, report.score!]) {
    expect(figures.photoToExif[1]).toEqual({ value: 1, low: 1, high: 1 });
    expect(figures.exifToPhoto[10]!.value).toBe(1);
    expect(figures.swapped.all!.value).toBeGreaterThan(0.99);
    expect(figures.swapped.sameMake).toEqual(figures.swapped.all);
  }
  expect(report.chance.recall[1]).toBeCloseTo(1 / 6, 12);
  const reading = { tag: 'Make', candidates: 3, images: 6, guess: 0.5 };
  const accuracy = { value: 1, low: 0.5, high: 1 };
  const section = retrievalSection(report, [{ ...reading, accuracy }], 'the command');
  expect(section).toContain('the command');
  expect(section).toContain('| Make | 3 | 6 | 1.000 [0.500, 1.000] | 0.500 |');
  expect(section).toContain('| photo → EXIF, recall@1 | 1.000 [1.000, 1.000] |');
});

test('a reference needs two photos, and others that do not all say the same', () => {
  const one = { ...tables, texts: ['a'] };
  expect(() => fitReference(one, tables)).toThrow(/2 photos.*got 1/);
  const same = { ...tables, texts: tables.texts.map(() => 'a') };
  expect(() => fitReference(tables, same)).toThrow(/got 6 that say the same/);
});

test('the quantiles of a reference rise from the least to the greatest score', () => {
  const { authenticScores, swappedScores } = fitReference(tables, tables);
  for (const { data, shape } of [authenticScores, swappedScores]) {
    expect(shape).toEqual([101]);
    expect([...data].sort((a, b) => a - b)).toEqual([...data]);
  }
});
