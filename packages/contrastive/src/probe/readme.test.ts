import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';
import {
  classificationScores,
  crossValidateProbe,
  fitLinearProbe,
  predictLabels,
} from '../index.ts';

test('the example of the probe runs, and the README shows it', async () => {
  const labels = Array.from({ length: 40 }, (_, i) => (i % 2 ? 'Canon' : 'Nikon'));
  const groups = labels.map((_, i) => `photo ${i >> 2}`);
  const data = Float32Array.from({ length: 80 }, (_, i) => Math.sin(i) + (i & 2 ? 3 : 0));
  const features = { data, shape: [40, 2] };
  // #region
  // features [examples, dim]; labels: what each example is; groups: which photo it is from
  const { predictions } = await crossValidateProbe({ features, labels, groups });
  const scores = classificationScores(labels, predictions, groups);
  const { value, low, high } = scores!.balancedAccuracy; // 95 % bootstrap interval over photos

  const probe = fitLinearProbe(features, labels, { strength: 0.01 }); // on all of them
  const [first] = predictLabels(probe, features);
  // #endregion
  expect(first).toBe('Nikon');
  expect([low <= value, value <= high, value > 0.9]).toEqual([true, true, true]);
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(regions).toHaveLength(1);
  for (const region of regions) expect(readme).toContain(region);
});
