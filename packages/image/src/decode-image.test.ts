import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image.ts';
import type { RasterImage } from './raster-image.ts';
import { stripMetadata } from './strip-metadata.ts';

// Rules that sharp's defaults break; each file is written here byte by byte or by sharp with the
// property in question, and its pixels are known.

const WIDTH = 7;
const HEIGHT = 5;

const rgb = noise(WIDTH * HEIGHT * 3);
const rgba = noise(WIDTH * HEIGHT * 4);
const rgb16 = new Uint16Array(noise(WIDTH * HEIGHT * 6).buffer);
const rgba16 = new Uint16Array(noise(WIDTH * HEIGHT * 8).buffer);
const grey = noise(WIDTH * HEIGHT);
const greyAlpha = noise(WIDTH * HEIGHT * 2);

describe('`decodeImage` returns the stored pixels of PNG files', () => {
  it('of 8 and 16 bits, the latter as v >> 8', async () => {
    expect(await decodeImage(makePng(rgb, 2))).toEqual(raster(rgb));
    expect(await decodeImage(makePng(rgb16, 2))).toEqual(raster(rgb16));
  });

  it('with an ICC profile, gamma, chromaticities and an EXIF orientation, none of them applied', async () => {
    const profile = await p3Profile();
    const chunks: Chunk[] = [
      ['gAMA', uint32(100_000)],
      ['cHRM', uint32(31_270, 32_900, 30_000, 60_000, 15_000, 6_000, 70_000, 29_000)],
      ['iCCP', Buffer.concat([Buffer.from('p\0\0'), deflateSync(profile)])],
      ['eXIf', Buffer.from('4d4d002a000000080001011200030000000100060000000000000000', 'hex')],
    ];
    for (const chunk of chunks) {
      expect(await decodeImage(makePng(rgb, 2, [chunk]))).toEqual(raster(rgb));
      expect(await decodeImage(makePng(rgb16, 2, [chunk]))).toEqual(raster(rgb16));
      expect(await decodeImage(makePng(grey, 0, [chunk]))).toEqual(
        raster(every(grey, [0, 0, 0], 1)),
      );
    }
  });

  it('with alpha dropped and neither blended nor premultiplied', async () => {
    expect(await decodeImage(makePng(rgba, 6))).toEqual(raster(every(rgba, [0, 1, 2], 4)));
    expect(await decodeImage(makePng(rgba16, 6))).toEqual(raster(every(rgba16, [0, 1, 2], 4)));
    const transparent: Chunk = ['tRNS', Buffer.from([0, rgb[0]!, 0, rgb[1]!, 0, rgb[2]!])];
    expect(await decodeImage(makePng(rgb, 2, [transparent]))).toEqual(raster(rgb));
  });

  it('that are grey, with and without alpha, repeated over the channels', async () => {
    expect(await decodeImage(makePng(grey, 0))).toEqual(raster(every(grey, [0, 0, 0], 1)));
    expect(await decodeImage(makePng(greyAlpha, 4))).toEqual(
      raster(every(greyAlpha, [0, 0, 0], 2)),
    );
    const grey16 = rgb16.slice(0, WIDTH * HEIGHT);
    expect(await decodeImage(makePng(grey16, 0))).toEqual(raster(every(grey16, [0, 0, 0], 1)));
  });

  it('that have a palette, looked up', async () => {
    const palette = noise(256 * 3);
    const expected = Uint8Array.from({ length: rgb.length }, (_, i) => {
      return palette[grey[Math.floor(i / 3)]! * 3 + (i % 3)]!;
    });
    const chunks: Chunk[] = [
      ['PLTE', palette],
      ['tRNS', noise(256)],
    ];
    expect(await decodeImage(makePng(grey, 3, chunks))).toEqual(raster(expected));
  });
});

describe('`decodeImage` returns the stored pixels of TIFF files', () => {
  it('of 8 and 16 bits, with an ICC profile and an orientation', async () => {
    const tags: Tag[] = [
      [274, 3, Uint8Array.of(6, 0)],
      [34675, 7, await p3Profile()],
    ];
    expect(await decodeImage(makeTiff(rgb, 3, 2, tags))).toEqual(raster(rgb));
    expect(await decodeImage(makeTiff(rgb16, 3, 2, tags))).toEqual(raster(rgb16));
    expect(await decodeImage(makeTiff(grey, 1, 1))).toEqual(raster(every(grey, [0, 0, 0], 1)));
  });

  it('with alpha of any kind, or a channel of no stated kind', async () => {
    for (const kind of [0, 1, 2]) {
      const tiff = makeTiff(rgba, 4, 2, [[338, 3, Uint8Array.of(kind, 0)]]);
      expect(await decodeImage(tiff)).toEqual(raster(every(rgba, [0, 1, 2], 4)));
    }
  });

  it('in CMYK, by the plain formula and not by a profile', async () => {
    const cmyk = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
    const file = await cmyk.toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
    const profile = (await sharp(file).metadata()).icc!;
    const expected = Uint8Array.from({ length: rgb.length }, (_, i) => {
      const at = Math.floor(i / 3) * 4;
      return Math.round(((255 - rgba[at + (i % 3)]!) * (255 - rgba[at + 3]!)) / 255);
    });
    expect(await decodeImage(makeTiff(rgba, 4, 5))).toEqual(raster(expected));
    expect(await decodeImage(makeTiff(rgba, 4, 5, [[34675, 7, profile]]))).toEqual(
      raster(expected),
    );
  });

  it('but refuses samples of floating point', async () => {
    const tiff = makeTiff(Float32Array.from(rgb), 3, 2, [
      [339, 3, Uint8Array.of(3, 0, 3, 0, 3, 0)],
    ]);
    await expect(decodeImage(tiff)).rejects.toThrow(/expected 8- or 16-bit .*, got float samples/);
  });
});

describe('`decodeImage` returns the stored pixels of JPEG files', () => {
  const picture = smooth(64, 48);
  const encoder = () => sharp(picture.data, { raw: { width: 64, height: 48, channels: 3 } });

  it('the same with and without profile, orientation and gain map', async () => {
    const plain = encoder().jpeg();
    const profiled = await encoder().jpeg().withIccProfile('p3').toBuffer();
    const turned = await plain.clone().withMetadata({ orientation: 6 }).toBuffer();
    const ultraHdr = await withGainMap(await plain.toBuffer());
    expect((await sharp(turned).metadata()).orientation).toBe(6);
    expect((await sharp(ultraHdr).metadata()).gainMap).toBeDefined();
    for (const file of [profiled, turned, ultraHdr]) {
      const bare = stripMetadata(file);
      expect(bare.length).toBeLessThan(file.length);
      const image = await decodeImage(file);
      expect(image).toEqual(await decodeImage(bare));
      expect([image.width, image.height]).toEqual([64, 48]);
    }
  });

  it('the same for baseline and progressive coding', async () => {
    const baseline = await encoder().jpeg({ quality: 80 }).toBuffer();
    const progressive = await encoder().jpeg({ quality: 80, progressive: true }).toBuffer();
    expect((await sharp(progressive).metadata()).isProgressive).toBe(true);
    expect(await decodeImage(progressive)).toEqual(await decodeImage(baseline));
  });

  it('in CMYK within the loss of the coding', async () => {
    // Flat fields of known ink.
    const inks = [10, 200, 90, 40];
    const tiff = makeTiff(
      Uint8Array.from(rgba, (_, i) => inks[i % 4]!),
      4,
      5,
    );
    const jpeg = await sharp(tiff)
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(jpeg).metadata()).space).toBe('cmyk');
    const { data } = await decodeImage(jpeg);
    // (255 - ink) * (255 - 40) / 255
    const expected = [207, 46, 139];
    for (let i = 0; i < data.length; i++) {
      expect(Math.abs(data[i]! - expected[i % 3]!)).toBeLessThanOrEqual(2);
    }
  });
});

describe('`decodeImage` reads the other formats', () => {
  const raw = { raw: { width: WIDTH, height: HEIGHT, channels: 4 as const } };

  it('WebP without loss, alpha dropped', async () => {
    const opaque = rgba.map((value, i) => (i % 4 === 3 ? 128 : value));
    const webp = await sharp(opaque, raw).webp({ lossless: true, exact: true }).toBuffer();
    expect(await decodeImage(webp)).toEqual(raster(every(opaque, [0, 1, 2], 4)));
  });

  it('AVIF without loss', async () => {
    const avif = await sharp(makePng(rgb, 2)).avif({ lossless: true, effort: 0 }).toBuffer();
    expect(await decodeImage(avif)).toEqual(raster(rgb));
  });

  it('the first frame of a GIF', async () => {
    const frame = (value: number) => rgb.map(() => value);
    const input = { raw: { width: WIDTH, height: HEIGHT, channels: 3 as const } };
    const frames = await Promise.all(
      [40, 200].map((value) => sharp(frame(value), input).png().toBuffer()),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    expect(await decodeImage(gif)).toEqual(raster(frame(40)));
  });

  it('a Blob as well as bytes', async () => {
    const png = makePng(rgb, 2);
    expect(await decodeImage(new Blob([png]))).toEqual(await decodeImage(png));
  });
});

type Chunk = [type: string, data: Uint8Array];
type Tag = [id: number, type: number, value: Uint8Array];

/** A PNG without filters. Colour types: 0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGBA. */
function makePng(samples: Uint8Array | Uint16Array, colorType: number, chunks: Chunk[] = []) {
  const bits = samples.BYTES_PER_ELEMENT * 8;
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const bigEndian = bits === 16 ? Buffer.from(bytes).swap16() : bytes;
  const rowLength = bigEndian.length / HEIGHT;
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    return Buffer.concat([Buffer.of(0), bigEndian.subarray(y * rowLength, (y + 1) * rowLength)]);
  });
  const header = Buffer.concat([uint32(WIDTH, HEIGHT), Buffer.of(bits, colorType, 0, 0, 0)]);
  const all: Chunk[] = [
    ['IHDR', header],
    ...chunks,
    ['IDAT', deflateSync(Buffer.concat(rows))],
    ['IEND', Buffer.alloc(0)],
  ];
  const parts = all.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

/** An uncompressed little-endian TIFF. Photometric: 1 grey, 2 RGB, 5 CMYK. */
function makeTiff(
  samples: Uint8Array | Uint16Array | Float32Array,
  channels: number,
  photometric: number,
  more: Tag[] = [],
) {
  const pixels = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const short = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);
  const bits = Array<number>(channels).fill(samples.BYTES_PER_ELEMENT * 8);
  const tags: Tag[] = [
    [256, 3, short(WIDTH)],
    [257, 3, short(HEIGHT)],
    [258, 3, short(...bits)],
    [259, 3, short(1)],
    [262, 3, short(photometric)],
    [273, 4, new Uint8Array(Uint32Array.of(8).buffer)],
    [277, 3, short(channels)],
    [278, 3, short(HEIGHT)],
    [279, 4, new Uint8Array(Uint32Array.of(pixels.length).buffer)],
    ...more,
  ];
  tags.sort(([a], [b]) => a - b);
  const directoryAt = 8 + pixels.length + (pixels.length % 2);
  let valuesAt = directoryAt + 2 + tags.length * 12 + 4;
  const values: Buffer[] = [];
  const entries = tags.map(([id, type, value]) => {
    const entry = Buffer.alloc(12);
    entry.writeUInt16LE(id, 0);
    entry.writeUInt16LE(type, 2);
    entry.writeUInt32LE(value.length / { 3: 2, 4: 4, 7: 1 }[type]!, 4);
    if (value.length <= 4) entry.set(value, 8);
    else {
      entry.writeUInt32LE(valuesAt, 8);
      const padded = Buffer.alloc(value.length + (value.length % 2));
      padded.set(value);
      values.push(padded);
      valuesAt += padded.length;
    }
    return entry;
  });
  const header = Buffer.from('49492a0000000000', 'hex');
  header.writeUInt32LE(directoryAt, 4);
  const count = Buffer.from(short(tags.length));
  const padding = Buffer.alloc(pixels.length % 2);
  return Buffer.concat([header, pixels, padding, count, ...entries, Buffer.alloc(4), ...values]);
}

/** An Ultra HDR file, as phones write them. The types of sharp lack the method. */
function withGainMap(jpeg: Uint8Array): Promise<Uint8Array> {
  const image = sharp(jpeg) as Sharp & { withGainMap(): Sharp };
  return image.withGainMap().jpeg().toBuffer();
}

async function p3Profile(): Promise<Uint8Array> {
  const image = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  const { icc } = await sharp(await image.withIccProfile('p3').png().toBuffer()).metadata();
  return icc!;
}

function raster(samples: Uint8Array | Uint16Array): RasterImage {
  const shift = samples.BYTES_PER_ELEMENT === 2 ? 8 : 0;
  const data = Uint8Array.from(samples, (sample) => sample >> shift);
  return { data, width: WIDTH, height: HEIGHT, channels: 3 };
}

/** The given channels of every pixel. */
function every<T extends Uint8Array | Uint16Array>(
  samples: T,
  pick: number[],
  channels: number,
): T {
  const make = samples.constructor as new (length: number) => T;
  const picked = new make((samples.length / channels) * pick.length);
  for (let i = 0; i < picked.length; i++) {
    picked[i] = samples[Math.floor(i / pick.length) * channels + pick[i % pick.length]!]!;
  }
  return picked;
}

function smooth(width: number, height: number): RasterImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return 128 + 100 * Math.sin((pixel % width) / 9 + (i % 3)) * Math.cos(pixel / width / 7);
  });
  return { data, width, height, channels: 3 };
}

function noise(length: number): Uint8Array<ArrayBuffer> {
  let state = length;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => void bytes.writeUInt32BE(value >>> 0, i * 4));
  return bytes;
}
