import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { randomFrom } from '../../test/random.ts';
import { jpegFile, pngFile, type TestField, tiffFile, webpFile } from '../../test/tiff-file.ts';
import { renderSentence } from '../sentence/render-sentence.ts';
import { readExifTags } from './read-exif-tags.ts';

const fields: TestField[] = [
  { id: 0x010f, type: 2, value: 'Canon' },
  { id: 0x0110, type: 2, value: 'Canon EOS 350D' },
  { id: 0x829a, type: 5, value: [1, 60] },
];
const sentence = 'Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60';

test('`readExifTags` reads TIFF, JPEG, PNG and WebP alike', () => {
  const tiff = tiffFile(fields);
  for (const file of [tiff, jpegFile(tiff), pngFile(tiff), webpFile(tiff)]) {
    expect(renderSentence(readExifTags(file))).toBe(sentence);
  }
});

test('`readExifTags` takes an ArrayBuffer, and a window into a larger one', () => {
  const tiff = tiffFile(fields);
  const larger = new Uint8Array(tiff.length + 20);
  larger.set(tiff, 7);
  expect(readExifTags(tiff.buffer as ArrayBuffer)).toHaveLength(3);
  expect(readExifTags(larger.subarray(7, 7 + tiff.length))).toHaveLength(3);
});

test('`readExifTags` never tells who, where or when', () => {
  const tiff = tiffFile([
    ...fields,
    { id: 0x0132, type: 2, value: '2005:08:13 09:47:23' },
    { id: 0x013b, type: 2, value: 'Jane Doe' },
    { id: 0x013c, type: 2, value: "Jane's laptop" },
    { id: 0xa431, type: 2, value: 'SN-12345' },
  ]);
  expect(renderSentence(readExifTags(tiff))).toBe(sentence);
});

test('`readExifTags` finds no tags in what is no image', () => {
  const random = randomFrom(1);
  const noise = Uint8Array.from({ length: 10_000 }, () => 256 * random());
  const inputs = [
    new Uint8Array(),
    Uint8Array.of(0xff),
    new TextEncoder().encode('Make: Canon'),
    noise,
  ];
  for (const input of inputs) expect(readExifTags(input)).toEqual([]);
});

test('`readExifTags` refuses what is not bytes', () => {
  expect(() => readExifTags('photo.jpg' as unknown as Uint8Array)).toThrow(
    new TypeError('expected the bytes of an image as a Uint8Array, got String'),
  );
});

test('`readExifTags` keeps the other fields when one lies outside the file', () => {
  const tiff = tiffFile([{ id: 0x0131, type: 2, value: 'x', count: 1_000_000 }, ...fields]);
  expect(renderSentence(readExifTags(tiff))).toBe(sentence);
});

test('`readExifTags` spends no time on a field as long as a huge file', () => {
  const size = 50_000_000;
  const tiff = tiffFile([{ id: 0x010f, type: 2, value: 'Canon', count: size }]);
  const file = new Uint8Array(size + 1000).fill(65);
  file.set(tiff);
  const start = performance.now();
  expect(readExifTags(file)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('`readExifTags` cleans and cuts text', () => {
  const value = `Can\non, Model: Nikon ${'x'.repeat(50_000)}`;
  const tags = readExifTags(tiffFile([{ id: 0x010f, type: 2, value }]));
  expect(tags).toEqual([{ name: 'Make', value: `Can on,Model: Nikon ${'x'.repeat(59)}` }]);
});

test('`readExifTags` takes fields of an unexpected type as they come', () => {
  const tiff = tiffFile([
    { id: 0x010f, type: 3, value: [7] },
    { id: 0x829a, type: 3, value: [1, 60] },
    { id: 0x8827, type: 2, value: '200' },
    { id: 0x9209, type: 5, value: [16, 1] },
    { id: 0x920a, type: 5, value: [5, 0] },
  ]);
  expect(renderSentence(readExifTags(tiff))).toBe(
    'Make: 7, ExposureTime: 1, PhotographicSensitivity: 200, Flash: Off, Did not fire, FocalLength: Unknown',
  );
});

const data = sharedData();
describe.skipIf(!data)('on damaged copies of real files', () => {
  test('`readExifTags` never throws, whatever the damage', () => {
    const folder = `${data}/exif-samples`;
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => /\.(jpe?g|tiff?|hei[cf])$/i.test(name)).slice(0, 200);
    const heads = files.map((name) => readFileSync(`${folder}/${name}`).subarray(0, 65_536));
    const random = randomFrom(2);
    expect(heads.length).toBeGreaterThan(80);
    for (const head of heads) {
      for (let round = 0; round < 20; round++) {
        const copy = Uint8Array.from(
          head.subarray(0, random() < 0.5 ? head.length : random() * 2000),
        );
        const span = Math.min(copy.length, 1500);
        for (let i = 0; i < 12 * random(); i++) copy[random() * span] = 256 * random();
        for (const { value } of readExifTags(copy, { includeDerived: true })) {
          expect(value).toMatch(/^[^\p{C}]{1,80}$/u);
        }
      }
    }
  });
});
