import { expect, test } from 'vitest';
import { patchPlan } from '../chain/patch-plan.ts';
import { randomChain } from '../chain/random-chain.ts';
import { createRandom } from '../random/random.ts';
import { shardSettings } from './shard-settings.ts';

test('the smallest crop is enough for a patch of 64 before any of 20,000 processing chains', () => {
  const random = createRandom('sizes');
  let largest = 0;
  for (let i = 0; i < 20_000; i += 1) {
    const { width, height } = patchPlan(randomChain(random), 64, random);
    largest = Math.max(largest, width, height);
  }
  expect(largest).toBeLessThanOrEqual(shardSettings({}).leastCropSize);
  expect(largest).toBeGreaterThan(200);
});

test.each([
  [{ cropSize: 70 }, 'expected cropSize to be a multiple of 16, got 70'],
  [{ cropsPerPhoto: 0 }, 'expected cropsPerPhoto to be a whole number of at least 1, got 0'],
  [{ maxShardBytes: 0.5 }, 'expected maxShardBytes to be a whole number of at least 1, got 0.5'],
  [{ cropSize: 64 }, 'expected leastCropSize to be at most cropSize, got 288 and 64'],
  [{ valShare: Number.NaN }, 'expected valShare to be 0…1, got NaN'],
])('a setting out of its range is refused: %o', (options, message) => {
  expect(() => shardSettings(options)).toThrow(new RangeError(message));
});
