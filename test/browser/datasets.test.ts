import { afterEach, expect, it } from 'vitest';
import { openTestPage, type TestPage } from './open-test-page.ts';

type Entry = typeof import('./pages/datasets.ts');

let page: TestPage<Entry> | undefined;
afterEach(async () => {
  await page?.close();
  page = undefined;
});

it('`canvasWebpCodec` saves as WebP by the browser: the size stays, and a lower quality loses more', async () => {
  page = await openTestPage<Entry>(new URL('pages/datasets.ts', import.meta.url));
  const high = await page.call('saveAsWebp', 95);
  const low = await page.call('saveAsWebp', 30);
  expect([high.width, high.height]).toEqual([75, 50]);
  expect(high.loss).toBeGreaterThan(0);
  expect(low.loss).toBeGreaterThan(1.3 * high.loss);
  expect(low.loss).toBeLessThan(30);
  expect(page.errors).toEqual([]);
});
