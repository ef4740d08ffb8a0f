import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { randomFrom } from '../../test/random.ts';
import { exifBox, jxlFile, pngFile, tiffFile } from '../../test/tiff-file.ts';
import { readExifTagsFrom } from './read-exif-tags-from.ts';
import { readExifTagsOfFile } from './read-exif-tags-of-file.node.ts';

const folder = mkdtempSync(join(tmpdir(), 'exifclip-compressed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tiff = tiffFile([
  { id: 0x010f, type: 2, value: 'Canon' },
  { id: 0x0110, type: 2, value: 'Canon EOS 350D' },
]);
const tags = [
  { name: 'Make', value: 'Canon' },
  { name: 'Model', value: 'Canon EOS 350D' },
];
const text = (content: string): Uint8Array => Uint8Array.from(Buffer.from(content, 'latin1'));
const concat = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** As ImageMagick wrote EXIF before PNG had a chunk for it. */
function profileChunk(content: string): readonly [string, Uint8Array] {
  return ['zTXt', concat(text('Raw profile type exif\0\0'), deflateSync(content))];
}
const hex = Buffer.from(concat(text('Exif\0\0'), tiff)).toString('hex');
const profile = `\nexif\n    ${hex.length / 2}\n${hex.replace(/(.{72})/g, '$1\n')}\n`;

const blob = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]);
async function ofFile(bytes: Uint8Array, includeDerived = false) {
  writeFileSync(join(folder, 'image'), bytes);
  return readExifTagsOfFile(join(folder, 'image'), { includeDerived });
}

test('EXIF is read of the compressed text of a PNG', async () => {
  const png = pngFile(tiff, profileChunk(profile));
  expect(await readExifTagsFrom(blob(png))).toEqual(tags);
  expect(await ofFile(png, true)).toEqual([...tags, { name: 'FileType', value: 'PNG' }]);
});

test('EXIF is read of a Brotli box of JPEG XL, where somebody undoes Brotli', async () => {
  const jxl = jxlFile(tiff, ['brob', concat(text('Exif'), brotliCompressSync(exifBox(tiff)))]);
  expect(await ofFile(jxl, true)).toEqual([...tags, { name: 'FileType', value: 'JXL' }]);
  expect(await readExifTagsFrom(blob(jxl))).toEqual([]);
});

test('a compressed block that is damaged, a bomb or something else is no EXIF', async () => {
  const bomb = Buffer.alloc(8 * 1024 * 1024);
  const files = [
    pngFile(tiff, profileChunk('exif')),
    pngFile(tiff, profileChunk('\nexif\n 4\nzzzz\n')),
    pngFile(tiff, ['zTXt', text('Raw profile type exif\0\0nonsense')]),
    pngFile(tiff, ['zTXt', concat(text('Raw profile type exif\0\0'), deflateSync(bomb))]),
    pngFile(tiff, ['zTXt', concat(text('Comment\0\0'), deflateSync(profile))]),
    jxlFile(tiff, ['brob', concat(text('Exif'), brotliCompressSync(bomb))]),
    jxlFile(tiff, ['brob', text('Exif')]),
    jxlFile(tiff, ['brob', concat(text('xml '), brotliCompressSync(exifBox(tiff)))]),
  ];
  for (const file of files) expect(await ofFile(file)).toEqual([]);
});

test('random damage to compressed blocks never throws', async () => {
  const random = randomFrom(11);
  const whole = [
    pngFile(tiff, profileChunk(profile)),
    jxlFile(tiff, ['brob', concat(text('Exif'), brotliCompressSync(exifBox(tiff)))]),
  ];
  for (let round = 0; round < 300; round++) {
    const copy = Uint8Array.from(whole[round % 2]!);
    for (let i = 0; i < 3; i++) copy[Math.floor(random() * copy.length)] = 256 * random();
    for (const { value } of await ofFile(copy)) expect(value).toMatch(/^[^\p{C}]{1,80}$/u);
  }
});
