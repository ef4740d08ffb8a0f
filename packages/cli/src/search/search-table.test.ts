import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeImage } from '@exifclip/image';
import { embedImage, loadModel, type Model } from '@exifclip/models';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRowMaker } from '../batch/rows/open-row-maker.ts';
import { openTable } from '../batch/table/open-table.ts';
import { parsePoint } from './parse-point.ts';
import type { SearchQuery } from './query-embedding.ts';
import { readEmbedRows } from './read-embed-rows.ts';
import { type SearchTableOptions, searchTable } from './search-table.ts';

const [width, height, maxPatches] = [160, 128, 12];
const inputs = ['noisy.png', 'smooth.png', 'coarse.jpg', 'text.jpg'];
let [folder, model] = ['', undefined as unknown as Model];
let notices: string[] = [];
const at = (name: string) => join(folder, name);

function search(table: string, query: SearchQuery, options: Partial<SearchTableOptions> = {}) {
  notices = [];
  const onNotice = (notice: string) => void notices.push(notice);
  const { signal } = new AbortController();
  const usual = { model, over: 'photos', k: 10, threads: 1, onNotice, signal } as const;
  return searchTable(at(table), query, { ...usual, ...options });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-search-'));
  model = await loadModel();
  for (const [i, name] of inputs.slice(0, 3).entries()) {
    const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
      const noise = Math.imul(at + 1 + i, 2_654_435_761) >>> (i === 1 ? 30 : 27);
      return 110 + 60 * Math.sin((at * (i + 1)) / 97) + noise;
    });
    const image = sharp(pixels, { raw: { width, height, channels: 3 } });
    await (name.endsWith('.jpg') ? image.jpeg({ quality: 20 }) : image.png()).toFile(at(name));
  }
  await writeFile(at('text.jpg'), 'this is no picture\n');
  const maker = await openRowMaker('embed', { maxPatches, threads: 1, onFallback: () => {} });
  const rows = [];
  for (const name of inputs) {
    rows.push(await maker.make({ path: at(name), bytes: () => readFile(at(name)) }));
  }
  for (const name of ['photos.jsonl', 'photos.parquet', 'open.parquet']) {
    const table = await openTable(at(name), maker);
    await table.append(rows);
    await table.close({ finish: name !== 'open.parquet' });
  }
  await maker.dispose();
});
afterAll(() => rm(folder, { recursive: true }));

test('a photo of the table finds itself first, in tables of either format, finished or not', async () => {
  const query = { kind: 'photo', file: at('coarse.jpg') } as const;
  const hits = await search('photos.jsonl', query);
  expect(hits).toHaveLength(3);
  expect(hits[0]!.input).toBe(at('coarse.jpg'));
  expect(hits[0]!.cosine).toBeCloseTo(1, 4);
  expect(hits[1]!.cosine).toBeLessThan(0.999);
  expect(notices).toEqual(['1 inputs have failed and are left out']);
  for (const table of ['photos.parquet', 'open.parquet']) {
    const others = await search(table, query);
    expect(others.map(({ input }) => input)).toEqual(hits.map(({ input }) => input));
  }
});

test('a patch finds its own place among all patches', async () => {
  const rows = [];
  for await (const row of readEmbedRows(at('photos.jsonl'), () => {})) rows.push(row);
  const { input, lefts, tops } = rows[0]!;
  const [x, y] = [lefts[1]!, tops[1]!];
  const query = { kind: 'patch', file: input, x, y } as const;
  const [first, second, ...rest] = await search('photos.jsonl', query, { over: 'patches', k: 2 });
  expect(first).toMatchObject({ input, x, y });
  expect(first!.cosine).toBeCloseTo(1, 4);
  expect(second!.cosine).toBeLessThan(first!.cosine);
  expect(rest).toEqual([]);
});

test('a sentence finds photos by the cosine of its embedding and that of `embedImage`', async () => {
  const sentence = 'Make: Canon, Model: EOS';
  const hits = await search('photos.jsonl', { kind: 'text', sentence });
  const session = { threads: 1, onFallback: () => {} };
  const [text, encoder] = [await model.textEncoder(session), await model.patchEncoder(session)];
  const { data: words } = await text.encode([sentence]);
  for (const { input, cosine } of hits) {
    const image = await decodeImage(await readFile(input));
    const { data: pixels } = await embedImage(encoder, image, { maxPatches });
    expect(cosine).toBeCloseTo(
      pixels.reduce((sum, value, i) => sum + value * words[i]!, 0),
      4,
    );
  }
  expect(hits).toHaveLength(3);
  await Promise.all([text.dispose(), encoder.dispose()]);
});

test('an index is made once, again when the table is newer, and finds the same', async () => {
  const query = { kind: 'photo', file: at('noisy.png') } as const;
  const index = at('photos.index');
  const first = await search('photos.jsonl', query, { index });
  expect(notices).toContain(`${index}: 3 embeddings`);
  const exact = await search('photos.jsonl', query);
  expect(first.map(({ input }) => input)).toEqual(exact.map(({ input }) => input));
  const { mtimeMs } = await stat(index);
  expect(await search('photos.jsonl', query, { index })).toEqual(first);
  expect((await stat(index)).mtimeMs).toBe(mtimeMs);
  const later = new Date(mtimeMs + 5000);
  await utimes(at('photos.jsonl'), later, later);
  await search('photos.jsonl', query, { index });
  expect(notices[0]).toBe(`${index}: is made from ${at('photos.jsonl')}`);
});

test('patches outside of their photo, other models and missing tables are refused', async () => {
  const patch = { kind: 'patch', file: at('noisy.png'), x: 150, y: 0 } as const;
  await expect(search('photos.jsonl', patch)).rejects.toThrow(
    'noisy.png (160×128), got one at 150,0',
  );
  const text = { kind: 'text', sentence: 'Make: Canon' } as const;
  await expect(search('nowhere.jsonl', text)).rejects.toThrow('a table of exifclip embed --table');
  const head = await readFile(at('photos.jsonl.index.jsonl'), 'utf8');
  await writeFile(at('gone.jsonl.index.jsonl'), head);
  await expect(search('gone.jsonl', text)).rejects.toThrow('there is no such table');
  const other = head.replace(/"modelSha256":"./, '"modelSha256":"x');
  await writeFile(at('other.jsonl.index.jsonl'), other);
  await expect(search('other.jsonl', text)).rejects.toThrow('other weights');
});

test('a place is two whole numbers', () => {
  expect(parsePoint('640,480')).toEqual({ x: 640, y: 480 });
  for (const text of ['640', '-1,2', '1.5,2', '1;2', '']) {
    expect(() => parsePoint(text)).toThrow('expected x,y in pixels');
  }
});
