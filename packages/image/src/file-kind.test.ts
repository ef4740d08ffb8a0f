import sharp from 'sharp';
import { expect, it } from 'vitest';
import { type FileKind, fileKind } from './file-kind.ts';

const image = sharp({ create: { width: 9, height: 9, channels: 3, background: '#357' } });

it('`fileKind` knows every format by its first bytes', async () => {
  const files: [FileKind, Promise<Uint8Array>][] = [
    ['jpeg', image.clone().jpeg().toBuffer()],
    ['png', image.clone().png().toBuffer()],
    ['gif', image.clone().gif().toBuffer()],
    ['webp', image.clone().webp().toBuffer()],
    ['tiff', image.clone().tiff().toBuffer()],
    ['tiff', image.clone().tiff({ bigtiff: true }).toBuffer()],
    ['avif', image.clone().avif({ effort: 0 }).toBuffer()],
    ['heic', Promise.resolve(Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'latin1'))],
    ['avif', Promise.resolve(Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'latin1'))],
  ];
  for (const [kind, file] of files) expect(fileKind(await file)).toBe(kind);
});

it('`fileKind` is undefined for anything else, however short', () => {
  for (const text of ['', 'M', 'hello world', 'RIFF\0\0\0\0WAVE', '\0\0\0\x10ftypmp42']) {
    expect(fileKind(Buffer.from(text, 'latin1'))).toBeUndefined();
  }
});
