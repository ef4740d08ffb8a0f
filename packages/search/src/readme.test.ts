import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readmeRegions } from '../../../test/readme-regions.ts';
import { cutChunk, wave, waveChunk } from '../test/waves.ts';
import { recallOf, searchExact } from './index.ts';
import { loadIndex, readEmbeddings, storedExactIndex, usearchIndex } from './node.ts';

it('the example of the README runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exifclip-search-'));
  const [file, graphFile] = [join(folder, 'exact'), join(folder, 'graph')];
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const dim = 8;
  const chunks = cutChunk(waveChunk(300, dim), 100);
  const queries = [wave(dim, 3), wave(dim, 4)];
  const query = queries[0]!;
  // #region
  const exact = storedExactIndex({ dim });
  for (const chunk of chunks) await exact.add(chunk); // { ids, embeddings: [ids, dim] }
  const hits = await exact.search(query, { k: 10 }); // [{ id, cosine }, …], best first
  await exact.save(file);

  // many queries in one pass over a file, in the memory of one chunk
  const { hits: nearest, skipped } = await searchExact(queries, readEmbeddings(file), { k: 10 });

  const graph = await usearchIndex({ dim }); // npm install usearch
  for await (const chunk of readEmbeddings(file)) await graph.add(chunk);
  await graph.save(graphFile);
  const loaded = await loadIndex(graphFile, { expansionSearch: 256 }); // either kind
  const found = [];
  for (const each of queries) found.push(await loaded.search(each, { k: 10 }));
  console.log(`recall@10 ${recallOf(found, nearest)}, ${skipped} without a direction`);
  // #endregion
  expect(hits).toEqual(nearest[0]);
  expect(log).toHaveBeenCalledWith('recall@10 1, 0 without a direction');
  log.mockRestore();
  await rm(folder, { recursive: true });
});

it('the example of the README is the one above', () => {
  const { readme, regions } = readmeRegions(import.meta.url, '../README.md');
  expect(regions).toHaveLength(1);
  for (const region of regions) expect(readme).toContain(region);
});
