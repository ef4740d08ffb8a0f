import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderSentence } from '@exifclip/exif-text';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testJpeg } from '../../test/test-jpeg.ts';
import type { PhotoRecord } from './photo-record.ts';
import { type PhotosFromTableOptions, photosFromTable } from './photos-from-table.node.ts';

/** As ExifRead prints it. */
const EXIF = JSON.stringify({
  'Image Make': 'Canon',
  'Image Artist': 'Somebody',
  'EXIF ExposureTime': '1/60',
  'EXIF FNumber': '14/5',
  'GPS GPSLatitude': '[1, 2, 3]',
});
const SENTENCE = 'Make: Canon, ExposureTime: 1/60, FNumber: 2.8';

let folder = '';
let images: Uint8Array[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-table-'));
  images = await Promise.all(['0', '1', '2', '3', '4'].map((seed) => testJpeg(`table ${seed}`)));
  const key = ['000000000', '000000001', '000000002', '000010003', '000000004'];
  const exif = [EXIF, EXIF, '{}', EXIF, 'no JSON'];
  const write = (name: string, columnData: ColumnSource[]): Promise<void> =>
    writeFile(
      join(folder, name),
      new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 2 })),
    );
  const text: ColumnSource[] = [
    { name: 'key', data: key, type: 'STRING' },
    { name: 'exif', data: exif, type: 'STRING' },
    { name: 'site', data: ['x', 'x', 'y', 'y', 'y'], type: 'STRING' },
  ];
  await write('bytes.parquet', [...text, { name: 'jpg', data: images, type: 'BYTE_ARRAY' }]);
  await mkdir(join(folder, 'keys/00001'), { recursive: true });
  await write('keys/00000.parquet', text);
  for (const i of [0, 1, 2]) await writeFile(join(folder, `keys/${key[i]}.jpg`), images[i]!);
  await writeFile(join(folder, `keys/00001/${key[3]}.jpg`), images[3]!);
  const quoted = exif.map((value) => `"${value.replaceAll('"', '""')}"`);
  const rows = key.map((name, i) => `${name},${quoted[i]},keys/${name}.jpg`);
  await writeFile(join(folder, 'list.csv'), `\uFEFFkey,exif,file\n${rows.join('\n')}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

async function read(
  name: string,
  options: PhotosFromTableOptions = {},
): Promise<{ photos: PhotoRecord[]; summary: object }> {
  const source = photosFromTable(join(folder, name), options);
  const photos: PhotoRecord[] = [];
  for await (const photo of source) photos.push(photo);
  return { photos, summary: source.summary().skipped };
}

test('parquet with the bytes of its images gives them, with tags from the column or, without, from the image', async () => {
  const { photos, summary } = await read('bytes.parquet', { group: 'site' });
  expect(summary).toEqual({});
  expect(photos.map(({ id }) => id).join()).toBe(
    '000000000,000000001,000000002,000010003,000000004',
  );
  expect(photos.map(({ group }) => group).join('')).toBe('xxyyy');
  expect(photos.map(({ tags }) => renderSentence(tags))).toEqual([
    SENTENCE,
    SENTENCE,
    'Make: Canon, Model: EOS table 2',
    SENTENCE,
    'Make: Canon, Model: EOS table 4',
  ]);
  for (const [i, photo] of photos.entries()) {
    expect(Buffer.from(await photo.bytes())).toEqual(Buffer.from(images[i]!));
  }
});

test('images are found by their keys, beside the table or in numbered folders, and missing ones counted', async () => {
  const { photos, summary } = await read('keys');
  expect(photos.map(({ id }) => id).join()).toBe('000000000,000000001,000000002,000010003');
  expect(summary).toEqual({ 'image not found': 1 });
  expect(photos[0]!.group).toBe('000000000');
});

test('CSV with a column of paths is read, quotes and byte order mark included', async () => {
  const { photos, summary } = await read('list.csv', { image: 'file' });
  expect(photos.map(({ name }) => name)).toEqual([
    'list.csv, row 1',
    'list.csv, row 2',
    'list.csv, row 3',
  ]);
  expect(renderSentence(photos[0]!.tags)).toBe(SENTENCE);
  expect(summary).toEqual({ 'image not found': 2 });
});

test.each([1, 2, 3])('the parts of %i together give every row once', async (count) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { photos } = await read('bytes.parquet', { shard: { index, count } });
    ids.push(...photos.map(({ id }) => id));
  }
  expect(ids.sort()).toEqual(['000000000', '000000001', '000000002', '000000004', '000010003']);
});

test('rows are gone on with after any of them', async () => {
  const { photos } = await read('bytes.parquet');
  for (const [i, { position }] of photos.entries()) {
    const rest = await read('bytes.parquet', { start: position });
    expect(rest.photos.map(({ id }) => id)).toEqual(photos.slice(i + 1).map(({ id }) => id));
  }
});

test('rows of a damaged row group are counted as broken, and the others are given', async () => {
  const bytes = await readFile(join(folder, 'bytes.parquet'));
  bytes.fill(0xff, 100, 600); // in the pages of the first group
  await writeFile(join(folder, 'damaged.parquet'), bytes);
  const { photos, summary } = await read('damaged.parquet');
  expect(photos.map(({ id }) => id)).toEqual(['000000002', '000010003', '000000004']);
  expect(summary).toEqual({ 'broken record': 2 });
});

test('what is no table is refused by name', async () => {
  await writeFile(join(folder, 'bad.parquet'), 'PAR1 is not enough');
  await writeFile(join(folder, 'bad.csv'), 'a,b\n"1,2\n3');
  await writeFile(join(folder, 'table.xlsx'), 'x');
  await expect(read('bad.parquet')).rejects.toThrow(/bad\.parquet: expected a parquet file/);
  await expect(read('bad.csv')).rejects.toThrow(/bad\.csv: expected CSV/);
  await expect(read('table.xlsx')).rejects.toThrow(/ends in \.parquet or \.csv, got .*table\.xlsx/);
  await mkdir(join(folder, 'none'));
  await expect(read('none')).rejects.toThrow(/none: expected tables/);
});
