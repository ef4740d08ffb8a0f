import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { jpegFile, jxlFile, type TestField, tiffFile } from '../../test/tiff-file.ts';
import type { ByteSource } from './byte-source.ts';
import { readExifTags } from './read-exif-tags.ts';
import { readExifTagsFrom } from './read-exif-tags-from.ts';
import { readExifTagsOfFile } from './read-exif-tags-of-file.node.ts';

const fields: TestField[] = [
  { id: 0x010f, type: 2, value: 'Canon' },
  { id: 0x0110, type: 2, value: 'Canon EOS 350D' },
];
const tags = [
  { name: 'Make', value: 'Canon' },
  { name: 'Model', value: 'Canon EOS 350D' },
];
const MB = 1024 * 1024;

/** A source over bytes, and what has been read of it. */
function watched(bytes: Uint8Array): ByteSource & { reads: number; bytesRead: number } {
  return {
    size: bytes.length,
    reads: 0,
    bytesRead: 0,
    async read(start, end) {
      this.reads += 1;
      this.bytesRead += end - start;
      return bytes.subarray(start, end);
    },
  };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exifclip-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('`readExifTagsFrom` reads one page of a 20 MB JPEG with its EXIF in front', async () => {
  const file = new Uint8Array(20 * MB);
  file.set(jpegFile(tiffFile(fields)));
  const source = watched(file);
  expect(await readExifTagsFrom(source, { includeDerived: true })).toEqual([
    ...tags,
    { name: 'ExifByteOrder', value: 'Little-endian (Intel, II)' },
    { name: 'FileType', value: 'JPEG' },
  ]);
  expect(source).toMatchObject({ reads: 1, bytesRead: 32 * 1024 });
});

test('`readExifTagsFrom` finds the directory of a TIFF at the end of 20 MB', async () => {
  const tiff = tiffFile(fields);
  const file = new Uint8Array(20 * MB);
  const end = file.length - tiff.length;
  // Values lie where their offsets from the start of the file say: move the directory and them.
  file.set(tiff.subarray(0, 8));
  file.set(tiff.subarray(8), end + 8);
  const view = new DataView(file.buffer);
  view.setUint32(4, end + 8, true);
  for (const entry of [end + 10, end + 22]) {
    view.setUint32(entry + 8, view.getUint32(entry + 8, true) + end, true);
  }
  const source = watched(file);
  expect(await readExifTagsFrom(source)).toEqual(tags);
  expect(source.bytesRead).toBeLessThanOrEqual(96 * 1024);
});

test('`readExifTagsFrom` takes a Blob, and `readExifTagsOfFile` a path', async () => {
  const bytes = jpegFile(tiffFile(fields));
  expect(await readExifTagsFrom(new Blob([bytes as Uint8Array<ArrayBuffer>]))).toEqual(tags);
  writeFileSync(join(folder, 'photo.jpg'), bytes);
  expect(await readExifTagsOfFile(join(folder, 'photo.jpg'))).toEqual(tags);
  await expect(readExifTagsOfFile(join(folder, 'none.jpg'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('EXIF is read of what encoders write: JPEG, PNG, WebP, AVIF; and of JPEG XL', async () => {
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background: '#806040' } });
  const exif = { IFD0: { Make: 'Canon', Model: 'Canon EOS 350D' } };
  for (const [format, type] of [
    ['jpeg', 'JPEG'],
    ['png', 'PNG'],
    ['webp', 'WEBP'],
    ['avif', 'AVIF'],
  ] as const) {
    const bytes = await image.clone().withExif(exif).toFormat(format).toBuffer();
    const names = ['Make', 'Model', 'FileType'];
    const found = await readExifTagsFrom(watched(bytes), { names });
    expect(found, format).toEqual([...tags, { name: 'FileType', value: type }]);
    expect(readExifTags(bytes, { names }), format).toEqual(found);
  }
  expect(await readExifTagsFrom(watched(jxlFile(tiffFile(fields))))).toEqual(tags);
});

test('`readExifTagsFrom` bounds what it reads, whatever the file claims', async () => {
  // A chain of short segments through the whole file.
  const chain = new Uint8Array(40 * MB);
  chain.set([0xff, 0xd8]);
  for (let at = 2; at + 4 < chain.length; at += 258) chain.set([0xff, 0xe5, 1, 0], at);
  const source = watched(chain);
  const start = performance.now();
  expect(await readExifTagsFrom(source)).toEqual([]);
  expect(source.bytesRead).toBeLessThanOrEqual(18 * MB);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('`readExifTagsFrom` is content with a source that is shorter than it said', async () => {
  const bytes = jpegFile(tiffFile(fields));
  const source = { size: 10 * MB, read: async () => bytes.subarray(0, 40) };
  expect(await readExifTagsFrom(source)).toEqual([]);
});

test('`readExifTagsFrom` refuses what is no source, and passes on what reading throws', async () => {
  await expect(readExifTagsFrom('photo.jpg' as unknown as Blob)).rejects.toThrow(
    new TypeError('expected a Blob, or an object with a size and a read function, got String'),
  );
  const read = async (): Promise<Uint8Array> => {
    throw new Error('the network is down');
  };
  await expect(readExifTagsFrom({ size: 10, read })).rejects.toThrow('the network is down');
  await expect(readExifTagsFrom({ size: Number.NaN, read })).rejects.toThrow(RangeError);
});

test('`readExifTagsFrom` stops when its signal says so', async () => {
  const abort = new AbortController();
  const read = async (): Promise<Uint8Array> => {
    abort.abort(new Error('enough'));
    return new Uint8Array(10);
  };
  await expect(readExifTagsFrom({ size: 10, read }, { signal: abort.signal })).rejects.toThrow(
    'enough',
  );
});

const data = sharedData();
describe.skipIf(!data)('on the sample files', () => {
  test('`readExifTagsOfFile` says what `readExifTags` of the whole file says', async () => {
    const samples = `${data}/exif-samples`;
    const names = readdirSync(samples, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => /\.(jpe?g|tiff?|hei[cf])$/i.test(name));
    expect(files).toHaveLength(92);
    let [read, all] = [0, 0];
    for (const name of files) {
      const bytes = readFileSync(`${samples}/${name}`);
      const source = watched(bytes);
      const expected = readExifTags(bytes, { includeDerived: true });
      expect(await readExifTagsFrom(source, { includeDerived: true }), name).toEqual(expected);
      expect(await readExifTagsOfFile(`${samples}/${name}`, { includeDerived: true })).toEqual(
        expected,
      );
      read += source.bytesRead;
      all += bytes.length;
    }
    console.info(`read ${(read / MB).toFixed(1)} MB of ${(all / MB).toFixed(1)} MB`);
    expect(read).toBeLessThan(all / 2);
  });
});
