import { expect, test } from 'vitest';
import { detectionSummary } from './detection-summary.ts';
import { evaluationCsv } from './evaluation-csv.ts';
import type { ImageResult } from './evaluation-document.ts';
import { summarize } from './summarize.ts';

const metrics = { ap: 0.5, bestF1: 0.5, rocAuc: 0.5, mcc: 0, ciou: 0.5, ciouShared: 0.5 };
const image = (id: string, ours: number, noise: number): ImageResult => ({
  dataset: 'a "quoted", set',
  id,
  label: 'spliced',
  methods: {
    'traced-region': { ...metrics, pMap: ours, score: ours },
    'noise-level': { ...metrics, pMap: noise, score: noise },
  },
  chance: { pMap: 0.1, rocAuc: 0.6 },
});
const authentic: ImageResult = {
  dataset: 'x',
  id: '9',
  variant: 'jpeg=70',
  label: 'authentic',
  methods: { 'traced-region': { score: 0.1 }, 'noise-level': { score: 0.7 } },
};
const results = [image('1', 0.9, 0.4), image('2', 0.7, 0.6), image('3', 0.8, 0.2), authentic];

test('means are over spliced images, detection over all, differences over pairs', () => {
  const { images, methods, differences, chance } = summarize(results);
  expect(images).toBe(4);
  expect(Object.keys(methods)).toEqual(['traced-region', 'noise-level']);
  expect(methods['traced-region']!.pMap!.mean).toBeCloseTo(0.8, 12);
  expect(methods['traced-region']!.pMap!.n).toBe(3);
  expect(methods['traced-region']!.detection).toMatchObject({ ap: 1, auc: 1, n: 4 });
  expect(methods['noise-level']!.kind).toBe('baseline');
  expect(methods['noise-level']!.detection!.auc).toBe(0);
  const { mean, low95, low90, high90, high95, n } = differences['noise-level']!;
  expect(mean).toBeCloseTo(0.4, 12);
  expect(n).toBe(3);
  // Of three differences 0.5, 0.1 and 0.6, no resample has a mean beyond them.
  expect([low95 >= 0.1 - 1e-12, low95 <= low90, high90 <= high95]).toEqual([true, true, true]);
  expect(high95).toBeLessThanOrEqual(0.6 + 1e-12);
  expect(chance.pMap!.mean).toBeCloseTo(0.1, 12);
});

test('nothing in gives nothing out', () => {
  expect(summarize([])).toEqual({ images: 0, methods: {}, differences: {}, chance: {} });
  expect(detectionSummary([{ score: 1, label: 'spliced' }])).toBeUndefined();
});

test('detection intervals hold the value and shrink with the number of images', () => {
  const scored = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      score: ((i * 7919) % 101) + (i % 2) * 40,
      label: i % 2 ? ('spliced' as const) : ('authentic' as const),
    }));
  const [few, many] = [detectionSummary(scored(20))!, detectionSummary(scored(500))!];
  for (const { auc, aucLow, aucHigh, ap, apLow, apHigh } of [few, many]) {
    expect([aucLow <= auc, auc <= aucHigh, apLow <= ap, ap <= apHigh]).toEqual(Array(4).fill(true));
  }
  expect(many.aucHigh - many.aucLow).toBeLessThan((few.aucHigh - few.aucLow) / 2);
});

test('the CSV has a line an image and method, quotes what must be, and leaves gaps empty', () => {
  const lines = evaluationCsv([results[0]!, authentic]).split('\r\n');
  expect(lines[0]).toBe(
    'dataset,id,variant,label,method,kind,pMap,ap,bestF1,rocAuc,mcc,ciou,ciouShared,score',
  );
  expect(lines[1]).toBe(
    '"a ""quoted"", set",1,,spliced,traced-region,ours,0.9,0.5,0.5,0.5,0,0.5,0.5,0.9',
  );
  expect(lines[4]).toBe('x,9,jpeg=70,authentic,noise-level,baseline,,,,,,,,0.7');
  expect(lines).toHaveLength(6);
});
