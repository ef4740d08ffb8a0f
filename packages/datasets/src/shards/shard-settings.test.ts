import { expect, test } from 'vitest';
import { shardSettings } from './shard-settings.ts';

test('the smallest crop is no larger than the largest', () => {
  expect(shardSettings({})).toMatchObject({ cropSize: 512, leastCropSize: 128 });
  expect(shardSettings({ cropSize: 96 })).toMatchObject({ cropSize: 96, leastCropSize: 96 });
});

test.each([
  [{ cropSize: 70 }, 'expected cropSize to be a multiple of 16, got 70'],
  [{ cropsPerPhoto: 0 }, 'expected cropsPerPhoto to be a whole number of at least 1, got 0'],
  [{ maxShardBytes: 0.5 }, 'expected maxShardBytes to be a whole number of at least 1, got 0.5'],
  [
    { cropSize: 64, leastCropSize: 65 },
    'expected leastCropSize to be at most cropSize, got 65 and 64',
  ],
  [{ valShare: Number.NaN }, 'expected valShare to be 0…1, got NaN'],
])('a setting out of its range is refused: %o', (options, message) => {
  expect(() => shardSettings(options)).toThrow(new RangeError(message));
});
