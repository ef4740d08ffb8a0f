import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { readForgeryManifest } from '../read-forgery-manifest.node.ts';
import { readPhotoManifest } from '../read-photo-manifest.node.ts';
import { ManifestError } from './manifest-error.ts';

const photo = {
  id: 'a1',
  split: 'train',
  source: 's',
  make: 'Canon',
  model: 'EOS',
  width: 600,
  height: 400,
  pristine: true,
  colourChart: false,
  lowTexture: false,
  jpeg: { quality: 95, standardTables: false, sampling: '2x2/1x1/1x1', tables: 'ab' },
  exif: { Make: 'Canon', ISO: 100 },
  crops: [{ file: 'crops/a1-0.jpg', kind: 'central', x: 16, y: 32 }],
};
const forgery = { dataset: 'd', id: 'f1', image: 'images/f1.jpg', mask: null, label: 'authentic' };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-manifest-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(lines: readonly unknown[]): Promise<string> {
  const path = join(folder, 'manifest.jsonl');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(path, text.join('\n'));
  return path;
}

describe('readPhotoManifest', () => {
  test('`readPhotoManifest` gives every photo with absolute paths, and passes over blank lines', async () => {
    const path = await write([photo, '', { ...photo, id: 'a2', crops: [] }, '']);
    const photos = await readPhotoManifest(path);
    expect(photos.map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect(photos[0]).toEqual({
      ...photo,
      crops: [{ path: join(folder, 'crops/a1-0.jpg'), kind: 'central', x: 16, y: 32 }],
    });
    expect(await readPhotoManifest(await write([]))).toEqual([]);
  });

  test.each([
    ['{"id": ', /line 2: expected JSON: /],
    ['[1]', /line 2: expected a JSON object, got \[1\]/],
    [{ ...photo, id: '' }, /line 2: expected "id" to be a non-empty string, got ""/],
    [{ ...photo, split: 'test' }, /expected "split" to be "train" or "val", got "test"/],
    [{ ...photo, width: '600' }, /expected "width" to be a number, got "600"/],
    [
      { ...photo, colourChart: undefined },
      /expected "colourChart" to be true or false, got nothing/,
    ],
    [{ ...photo, exif: { ISO: [1] } }, /expected "exif.ISO" to be a string or a number, got \[1\]/],
    [{ ...photo, crops: 'x' }, /expected "crops" to be an array of objects, got "x"/],
    [photo, /line 2: expected every id once, but line 1 has "a1" too/],
  ])('a bad line is refused with its number and what came: %#', async (line, message) => {
    const path = await write([photo, line]);
    const failure = await readPhotoManifest(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ManifestError);
    expect(failure).toMatchObject({ file: path, line: 2, message: expect.stringMatching(message) });
    expect(String(failure)).toContain(path);
  });
});

describe('readForgeryManifest', () => {
  test('`readForgeryManifest` counts paths from the manifest or from a root', async () => {
    const path = await write([
      { ...forgery, mask: 'masks/f1.png', label: 'spliced' },
      { ...forgery, id: 'f2' },
    ]);
    const entries = await readForgeryManifest(path);
    expect(entries[0]?.image).toBe(join(folder, 'images/f1.jpg'));
    expect(entries[0]?.mask).toBe(join(folder, 'masks/f1.png'));
    expect(entries[1]?.mask).toBeNull();
    const [first] = await readForgeryManifest(path, { root: '/elsewhere' });
    expect(first?.image).toBe('/elsewhere/images/f1.jpg');
  });

  test('a missing mask and an unknown label are refused', async () => {
    const { mask: _, ...without } = forgery;
    await expect(readForgeryManifest(await write([without]))).rejects.toThrow(
      /line 1: expected "mask" to be a non-empty string, got nothing/,
    );
    await expect(readForgeryManifest(await write([{ ...forgery, label: 'fake' }]))).rejects.toThrow(
      /"spliced" or "authentic", got "fake"/,
    );
  });
});

const data = sharedData();
describe.skipIf(!data)('the shared data', () => {
  test('its photo manifest is read whole: 902 photos to train on, 150 to validate on', async () => {
    const photos = await readPhotoManifest(`${data}/photos/photos.jsonl`);
    const count = (split: string): number => photos.filter((entry) => entry.split === split).length;
    expect([count('train'), count('val')]).toEqual([902, 150]);
    expect(photos.every(({ crops }) => crops.length === 2)).toBe(true);
  });

  test.each([
    ['casia1', 120, 120],
    ['columbia-mini', 6, 6],
    ['imd2020', 45, 45],
    ['vipp_dst', 19, 0],
  ])('its forgeries of %s are read whole', async (name, spliced, authentic) => {
    const entries = await readForgeryManifest(`${data}/splice/${name}/index.jsonl`);
    const count = (label: string): number =>
      entries.filter((entry) => entry.label === label).length;
    expect([count('spliced'), count('authentic')]).toEqual([spliced, authentic]);
  });
});
