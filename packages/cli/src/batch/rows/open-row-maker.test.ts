import { createHash } from 'node:crypto';
import { encodeJpeg } from '@exifclip/image';
import { createSpliceDetector } from '@exifclip/splice';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openRowMaker } from './open-row-maker.ts';
import { rowColumns } from './row-columns.ts';
import { rowFileStem } from './row-files.ts';

const [width, height] = [128, 96];
const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
  return 128 + 60 * Math.sin(i / 111) + (Math.imul(i + 1, 2_654_435_761) >>> 28);
});
const photo = await encodeJpeg({ data: pixels, width, height, channels: 3 }, { quality: 50 });
const inputOf = (path: string, bytes: Uint8Array) => ({ path, bytes: async () => bytes });
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const options = { threads: 1, maxPatches: 12, onFallback: () => undefined };

test('a row of `localize` says what the detector says', async () => {
  const maker = await openRowMaker('localize', options);
  const row = await maker.make(inputOf('a.jpg', photo));
  const again = await Promise.all(
    ['a.jpg', 'a.jpg'].map((path) => maker.make(inputOf(path, photo))),
  );
  await maker.dispose();
  expect(again).toEqual([row, row]);
  const detector = await createSpliceDetector({ threads: 1 });
  const report = await detector.analyze(photo, { maxPatches: 12 });
  await detector.dispose();
  const { score, probability, meanResponse, warnings, evidence } = report;
  expect(row).toMatchObject({
    ...{ input: 'a.jpg', sha256: digest(photo), status: 'ok', error: null, width, height },
    ...{ score, probability, meanResponse, warnings, ...evidence },
  });
  expect(warnings.length).toBeGreaterThan(0);
  expect(Object.keys(row).sort()).toEqual(
    rowColumns('localize')
      .map(({ name }) => name)
      .sort(),
  );
  expect(maker.settings).toMatchObject({ job: 'localize', maxPatches: 12, model: 'base' });
});

test('what cannot be read, decoded or analysed gives a failed row with every column, and no throw', async () => {
  const maker = await openRowMaker('embed', options);
  const small = await encodeJpeg({
    data: pixels.subarray(0, 300),
    width: 10,
    height: 10,
    channels: 3,
  });
  const hostile: [string, () => Promise<Uint8Array>, RegExp][] = [
    ['empty.jpg', async () => new Uint8Array(0), /got 0 bytes/],
    ['text.jpg', async () => new TextEncoder().encode('no'), /expected a JPEG/],
    ['cut.jpg', async () => photo.subarray(0, 700), /cannot decode "cut.jpg"/],
    ['small.jpg', async () => small, /64x64, got 10x10/],
    [
      'gone.jpg',
      () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOENT' })),
      /no such file/,
    ],
    [
      'odd\nname.jpg',
      async () => Promise.reject(new Error('two\nlines')),
      /^odd name.jpg: two lines$/,
    ],
  ];
  for (const [path, bytes, error] of hostile) {
    const row = await maker.make({ path, bytes });
    expect(row.error).toMatch(error);
    expect(row.error).not.toContain('\n');
    expect([row.input, row.status, row['embeddings']]).toEqual([path, 'failed', null]);
    expect(Object.keys(row)).toHaveLength(maker.columns.length);
  }
  const { embeddings, rowOffsets, colOffsets, dim } = await maker.make(inputOf('a.jpg', photo));
  await maker.dispose();
  const lengths = [embeddings, rowOffsets, colOffsets].map((list) => (list as number[]).length);
  expect(lengths[0]).toBe(lengths[1]! * lengths[2]! * (dim as number));
});

test('only an abort throws, with the reason of the signal', async () => {
  const maker = await openRowMaker('exif');
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(maker.make(inputOf('a.jpg', photo), { signal })).rejects.toThrow('enough');
});

test('a row of `exif` has sentence and tags, without names and places', async () => {
  const file = await sharp(photo)
    .withExif({ IFD0: { Make: 'Canon', Artist: 'Jane Doe' }, IFD3: { GPSLatitudeRef: 'N' } })
    .toBuffer();
  const maker = await openRowMaker('exif', { style: 'tags' });
  const row = await maker.make(inputOf('a.jpg', file));
  expect(row).toMatchObject({ status: 'ok', fileType: 'JPEG', tags: { Make: 'Canon' } });
  expect(row['sentence']).toContain('Canon');
  expect(JSON.stringify(row)).not.toMatch(/Jane|GPS/);
  const bare = await maker.make(inputOf('text.jpg', new TextEncoder().encode('no')));
  expect(bare).toMatchObject({
    status: 'failed',
    error: 'text.jpg: expected an image, got another file',
  });
});

test('files of an input lie in their folder by its path, and never above it', () => {
  expect(rowFileStem('out', 'a/b.jpg')).toBe('out/a/b.jpg');
  expect(rowFileStem('out', '/a/b.jpg')).toBe('out/a/b.jpg');
  expect(rowFileStem('out', '../../etc/x.jpg')).toBe('out/__/__/etc/x.jpg');
  expect(rowFileStem('out', 'a.tar!/b/c.jpg')).toBe('out/a.tar/b/c.jpg');
});
