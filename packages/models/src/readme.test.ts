import { loadModel } from '@exifclip/models';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../test/readme-regions.ts';

test('the example of the README runs as it stands there', async () => {
  const logged: unknown[] = [];
  const console = { log: (...values: unknown[]) => logged.push(...values) };
  // #region
  const model = await loadModel(); // or a path (in Node), or a URL
  const encoder = await model.patchEncoder();
  const sentences = await model.textEncoder();
  const embeddings = await sentences.encode(['Make: Canon, Model: Canon EOS 350D']);
  console.log(encoder.dim === embeddings.shape[1]); // one space for patches and sentences
  await encoder.dispose();
  // #endregion
  expect(logged).toEqual([true]);
  const { readme, regions } = readmeRegions(import.meta.url, '../README.md');
  expect(readme).toContain(regions[0]);
});
