import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';
import { sharedData } from '../../../../test/shared-data.ts';
import { createFrozenEncoder } from '../frozen.ts';
import { openEmbeddingCache } from '../node.ts';

const shared = sharedData();
const folder = mkdtempSync(join(tmpdir(), 'exifclip-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(shared === undefined)('the example of the frozen encoder runs', async () => {
  const model = join(shared!, 'models/distilbert-random-tiny');
  const sentences = ['Make: Canon', 'Make: Apple'];
  // #region
  const cache = await openEmbeddingCache(folder); // from ./node
  const encoder = await createFrozenEncoder(model, { cache }); // a folder, or an id on the hub
  const { data, shape } = await encoder.encode(sentences); // [sentences, encoder.dim], unit length
  await encoder.dispose();
  // #endregion
  expect(shape).toEqual([2, 64]);
  expect(Math.hypot(...data.subarray(0, 64))).toBeCloseTo(1, 5);
});

test('the README shows that example', () => {
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(regions).toHaveLength(1);
  for (const region of regions) expect(readme).toContain(region);
});
