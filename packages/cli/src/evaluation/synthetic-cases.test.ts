import { loadTrainingPhotos } from '@exifclip/datasets/node';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { evaluationCases } from './evaluation-cases.ts';
import { syntheticCases } from './synthetic-cases.ts';

const data = sharedData();

test('photos of one camera cannot be spliced', () => {
  expect(() => syntheticCases([], 1)).toThrow('photos of different cameras and sources');
});

describe.skipIf(!data)('on real photos', () => {
  test('every finish is a dataset with as many splices as originals, the same each time', async () => {
    const photos = await loadTrainingPhotos(`${data}/photos/photos.jsonl`, { split: 'val' });
    const [cases, again] = [syntheticCases(photos, 1), syntheticCases(photos, 1)];
    const datasets = [...new Set(cases.map(({ dataset }) => dataset))];
    expect(datasets).toEqual(
      ['uncompressed', 'jpeg-95', 'jpeg-85', 'jpeg-75', 'resized-0.7'].map(
        (name) => `synthetic/${name}`,
      ),
    );
    for (const dataset of datasets) {
      const labels = cases.filter((each) => each.dataset === dataset).map(({ label }) => label);
      expect(labels.length).toBeGreaterThan(100);
      expect(labels.filter((label) => label === 'spliced')).toHaveLength(labels.length / 2);
    }
    const [one, two] = await Promise.all([cases[0]!.load(), again[0]!.load()]);
    expect(Buffer.compare(one.image.data, two.image.data)).toBe(0);
    expect(one.mask!.shape).toEqual([one.image.height, one.image.width]);
    expect((await cases[1]!.load()).mask).toBeUndefined();
  });
  test('a finish may be asked for alone', async () => {
    const photos = `${data}/photos/photos.jsonl`;
    const cases = await evaluationCases({ dataset: 'synthetic/jpeg-85', photos, limit: 2 });
    expect(cases.map(({ dataset }) => dataset)).toEqual(Array(4).fill('synthetic/jpeg-85'));
    const unknown = evaluationCases({ dataset: 'synthetic/jpeg-84', photos });
    await expect(unknown).rejects.toThrow('synthetic/jpeg-85, synthetic/jpeg-75');
  });
});
