import sharp, { type Sharp, type TiffOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image.ts';
import { decodeTiff } from './decode-tiff.ts';

// sharp decodes each file too, by other code (libtiff): the pixels must be the same.

const WIDTH = 67;
const HEIGHT = 45;
const assertSize = () => {};
const decode = (file: Uint8Array) => decodeTiff(file, { assertSize, decodeJpeg: decodeImage });

describe('`decodeTiff` reads what libtiff reads', () => {
  const layouts: Record<string, TiffOptions> = {
    'no compression': { compression: 'none' },
    'one long strip of LZW': { compression: 'lzw' },
    'LZW of differences': { compression: 'lzw', predictor: 'horizontal' },
    'Deflate of differences': { compression: 'deflate', predictor: 'horizontal' },
    PackBits: { compression: 'packbits' },
    JPEG: { compression: 'jpeg' },
    'tiles wider than the image': { compression: 'deflate', tile: true, tileWidth: 256 },
    'small tiles': { compression: 'lzw', tile: true, tileWidth: 16, tileHeight: 32 },
    BigTIFF: { compression: 'lzw', bigtiff: true },
  };
  for (const [layout, options] of Object.entries(layouts)) {
    it(layout, async () => {
      for (const image of [noise(3), noise(4), noise(1), noise(3, 16), noise(1, 16)]) {
        const is16 = (await image.metadata()).space?.endsWith('16');
        if (options.compression === 'jpeg' && (is16 || (await image.metadata()).channels === 4)) {
          continue;
        }
        const file = await image.tiff(options).toBuffer();
        expect(await decode(file)).toEqual(await decodeImage(file));
      }
    });
  }

  it('CMYK, inverted grey, and fewer bits than eight', async () => {
    const none = { compression: 'none' as const };
    const files = [
      noise(3).toColourspace('cmyk').tiff({ compression: 'lzw' }),
      noise(1).tiff({ ...none, miniswhite: true }),
      noise(1).tiff({ ...none, bitdepth: 1 }),
      noise(1).tiff({ ...none, bitdepth: 2 }),
      noise(1).tiff({ ...none, bitdepth: 4 }),
    ];
    for (const image of files) {
      const file = await image.toBuffer();
      expect(await decode(file)).toEqual(await decodeImage(file));
    }
  });

  it('big-endian files, channels apart, and palettes', async () => {
    const rgb = makeTiff(2, [8, 8, 8], bytes(2 * 3 * 3), []);
    expect(await decode(rgb)).toEqual(await decodeImage(rgb));
    const wide = makeTiff(2, [16, 16, 16], bytes(2 * 3 * 6), []);
    expect(await decode(wide)).toEqual(await decodeImage(wide));
    const differences = makeTiff(2, [16, 16, 16], bytes(2 * 3 * 6), [[317, [2]]]);
    expect(await decode(differences)).toEqual(await decodeImage(differences));
    const palette = Array.from({ length: 768 }, (_, i) => (i * 7919) % 65_536);
    const indexed = makeTiff(3, [8], bytes(2 * 3), [[320, palette]]);
    expect(await decode(indexed)).toEqual(await decodeImage(indexed));
    // A thousand strips: the list of them lies outside of what is read with the directory.
    const tall: [number, number[]][] = [
      [257, [1000]],
      [273, Array.from({ length: 1000 }, (_, i) => 8 + 3 * i)],
      [278, [1]],
      [279, Array<number>(1000).fill(3)],
    ];
    const strips = makeTiff(1, [8], bytes(3000), tall);
    expect(await decode(strips)).toEqual(await decodeImage(strips));
    const planes = makeTiff(2, [8, 8, 8], bytes(2 * 3 * 3), [[284, [2]]]);
    expect(await decode(planes)).toEqual(await decodeImage(planes));
  });
});

describe('`decodeTiff` refuses', () => {
  it('a size before pixels are decoded, that of the tiles too', async () => {
    const file = await noise(3).tiff({ tile: true, tileWidth: 256, tileHeight: 256 }).toBuffer();
    const sizes: string[] = [];
    await decodeTiff(file, {
      assertSize: ({ width, height }) => sizes.push(`${width}x${height}`),
      decodeJpeg: decodeImage,
    });
    expect(sizes).toEqual(['67x45', '256x256']);
  });

  it('floating point, unknown compression, too many channels or strips, a palette cut short', async () => {
    const six = bytes(2 * 3 * 3);
    const manyTiles: [number, number[]][] = [
      ...[273, 278, 279].map((tag): [number, number[]] => [tag, []]),
      ...[256, 257].map((tag): [number, number[]] => [tag, [60_000]]),
      ...[322, 323].map((tag): [number, number[]] => [tag, [16]]),
      [324, [8]],
      [325, [1]],
    ];
    const files: [Uint8Array, RegExp][] = [
      [makeTiff(2, [8, 8, 8], six, [[339, [3, 3, 3]]]), /unsigned integers, got 8,8,8 bits of for/],
      [makeTiff(2, [8, 8, 8], six, [[259, [34_712]]]), /got compression 34712/],
      [makeTiff(8, [8, 8, 8], six, []), /expected grey, RGB, palette or CMYK/],
      [makeTiff(2, [8], six, []), /expected 3 to 16 channels, got 1/],
      [
        makeTiff(3, [8], six, [[320, [1, 2, 3]]]),
        /expected a palette of .* got 8 bits and 3 values/,
      ],
      [makeTiff(2, [8, 8, 8], six, [[317, [7]]]), /got predictor 7/],
      [makeTiff(2, [8, 8, 8], six.subarray(0, 9), []), /expected 18 samples in a block, got/],
      [makeTiff(1, [8], six, manyTiles), /at most 131072 tiles or strips, got 14062500/],
    ];
    for (const [file, message] of files) await expect(decode(file)).rejects.toThrow(message);
  });

  it('blocks that inflate without end at the bytes that they have pixels for', async () => {
    const flat = sharp({ create: { width: 4000, height: 4000, channels: 3, background: '#000' } });
    for (const compression of ['lzw', 'deflate', 'packbits'] as const) {
      const file = await flat.clone().tiff({ compression }).toBuffer();
      const view = new DataView(file.buffer, file.byteOffset, file.length);
      // Says that it is one pixel wide.
      const at = view.getUint32(4, true) + 2 + 8;
      const entry = Array.from({ length: 4 }, (_, i) => at - 8 + i * 12).find(
        (place) => view.getUint16(place, true) === 256,
      )!;
      view.setUint16(entry + 8, 1, true);
      await expect(decode(file)).resolves.toMatchObject({ width: 1, height: 4000 });
    }
  });

  it('a thousand files damaged at random, or decodes them', async () => {
    const options = { tile: true, tileWidth: 16, tileHeight: 16 };
    const files = await Promise.all([
      noise(3).tiff({ compression: 'lzw' }).toBuffer(),
      noise(3)
        .tiff({ compression: 'deflate', ...options })
        .toBuffer(),
      noise(1).tiff({ compression: 'packbits', bigtiff: true }).toBuffer(),
      noise(4).tiff({ compression: 'none' }).toBuffer(),
    ]);
    const random = generator(7);
    const limit = ({ width, height }: { width: number; height: number }) => {
      if (width * height > 2 ** 20) throw new RangeError('too large');
    };
    for (let round = 0; round < 1000; round++) {
      const file = new Uint8Array(files[round % files.length]!);
      // Half of the changes hit the tags, at the end of these files.
      for (let change = 0; change < 3; change++) {
        const at = change === 0 ? random() : 1 - random() * 0.05;
        file[Math.floor(at * file.length)] = random() * 256;
      }
      const decoded = await decodeTiff(file, { assertSize: limit, decodeJpeg: decodeImage }).catch(
        (error: unknown) => error,
      );
      if (decoded instanceof Error) expect(decoded.message).not.toBe('');
      else expect(decoded).toHaveProperty('data');
    }
  });
});

/** Noise under waves, so that LZW and Deflate find something to do. */
function noise(channels: 1 | 3 | 4, bits: 8 | 16 = 8): Sharp {
  const random = generator(channels);
  const samples = new (bits === 8 ? Uint8Array : Uint16Array)(WIDTH * HEIGHT * channels);
  for (let i = 0; i < samples.length; i++) {
    samples[i] = (0.5 + 0.4 * Math.sin(i / 90) + random() / 10) * (2 ** bits - 1);
  }
  const image = sharp(samples, { raw: { width: WIDTH, height: HEIGHT, channels } });
  const [grey, rgb] = bits === 8 ? (['b-w', 'srgb'] as const) : (['grey16', 'rgb16'] as const);
  return image.toColourspace(channels === 1 ? grey : rgb);
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function bytes(length: number): Uint8Array {
  const random = generator(length);
  return Uint8Array.from({ length }, () => random() * 256);
}

/** A big-endian TIFF of 3x2 pixels in one strip (planes: one each); values as SHORT. */
function makeTiff(
  photometric: number,
  bits: number[],
  pixels: Uint8Array,
  more: [tag: number, values: number[]][],
): Uint8Array {
  const planes = more.some(([tag, [value]]) => tag === 284 && value === 2) ? bits.length : 1;
  const size = pixels.length / planes;
  const tags = new Map<number, number[]>([
    [256, [3]],
    [257, [2]],
    [258, bits],
    [259, [1]],
    [262, [photometric]],
    [273, Array.from({ length: planes }, (_, i) => 8 + i * size)],
    [277, [bits.length]],
    [278, [2]],
    [279, Array<number>(planes).fill(size)],
    ...more,
  ]);
  const given = [...tags].filter(([, values]) => values.length > 0);
  const entries = given.sort(([a], [b]) => a - b);
  const directory = 8 + pixels.length + (pixels.length % 2);
  let valuesAt = directory + 2 + entries.length * 12 + 4;
  const length = valuesAt + entries.reduce((sum, [, values]) => sum + values.length * 2, 0);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  file.set([0x4d, 0x4d, 0, 42]);
  view.setUint32(4, directory);
  file.set(pixels, 8);
  view.setUint16(directory, entries.length);
  for (const [i, [tag, values]] of entries.entries()) {
    const at = directory + 2 + i * 12;
    view.setUint16(at, tag);
    view.setUint16(at + 2, 3);
    view.setUint32(at + 4, values.length);
    const place = values.length <= 2 ? at + 8 : valuesAt;
    if (values.length > 2) {
      view.setUint32(at + 8, valuesAt);
      valuesAt += values.length * 2;
    }
    for (const [j, value] of values.entries()) view.setUint16(place + j * 2, value);
  }
  return file;
}
