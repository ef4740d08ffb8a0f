import { cropImage, decodeImage, type RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { imageJpegCodec } from './image-jpeg-codec.ts';
import type { ChromaSubsampling, JpegSettings } from './jpeg-codec.ts';
import { jpegLoss } from './jpeg-loss.ts';
import { quantizationTables } from './quantization-tables.ts';

const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
  13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52,
  45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

const FACTORS: Record<ChromaSubsampling, readonly [number, number]> = {
  '4:4:4': [1, 1],
  '4:2:2': [2, 1],
  '4:2:0': [2, 2],
};

/**
 * A JPEG file written from the definition: real arithmetic, whole MCUs, and Huffman codes that are
 * all eight bits long, so that a code is the place of its symbol in the table.
 */
function writeJpeg({ data, width, height }: RasterImage, settings: JpegSettings): Uint8Array {
  const [across, down] = FACTORS[settings.chromaSubsampling];
  const { luma, chroma } = quantizationTables(settings.quality, settings.tables);
  const sample = (x: number, y: number, c: number): number =>
    data[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 3 + c]!;
  const ycc = [
    [0.299, 0.587, 0.114, 0],
    [-0.168736, -0.331264, 0.5, 128],
    [0.5, -0.418688, -0.081312, 128],
  ];
  const level = (x: number, y: number, part: number): number => {
    const [r, g, b, shift] = ycc[part]!;
    const value = r! * sample(x, y, 0) + g! * sample(x, y, 1) + b! * sample(x, y, 2) + shift!;
    return Math.round(value);
  };
  const mean = (x: number, y: number, part: number): number => {
    let sum = 0;
    for (let j = 0; j < down; j += 1)
      for (let i = 0; i < across; i += 1) sum += level(x * across + i, y * down + j, part);
    // Halves go down and up in turn, as libjpeg's do.
    return Math.floor(sum / (across * down) + (x % 2 ? 0.5 : across * down === 4 ? 0.25 : 0));
  };
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let i = count - 1; i >= 0; i -= 1) bits.push((value >> i) & 1);
  };
  const putNumber = (value: number, size: number): void =>
    put(value < 0 ? value + 2 ** size - 1 : value, size);
  const sizeOf = (value: number): number => Math.ceil(Math.log2(Math.abs(value) + 1));
  const previous = [0, 0, 0];
  const putBlock = (at: (x: number, y: number) => number, part: number): void => {
    const table = part === 0 ? luma : chroma;
    const levels = ZIGZAG.map((place) =>
      awayFromZero(cosine(at, place % 8, place >> 3) / table[place]!),
    );
    const first = levels[0]! - previous[part]!;
    previous[part] = levels[0]!;
    put(sizeOf(first), 8);
    putNumber(first, sizeOf(first));
    for (let i = 1, run = 0; i < 64; i += 1) {
      if (levels.slice(i).every((value) => value === 0)) {
        put(0, 8);
        break;
      }
      if (levels[i] === 0 && run < 15) run += 1;
      else {
        put(SYMBOLS.indexOf(run * 16 + sizeOf(levels[i]!)), 8);
        putNumber(levels[i]!, sizeOf(levels[i]!));
        run = 0;
      }
    }
  };
  for (let y = 0; y < height; y += 8 * down) {
    for (let x = 0; x < width; x += 8 * across) {
      for (let j = 0; j < down; j += 1)
        for (let i = 0; i < across; i += 1)
          putBlock((u, v) => level(x + 8 * i + u, y + 8 * j + v, 0), 0);
      for (const part of [1, 2]) putBlock((u, v) => mean(x / across + u, y / down + v, part), part);
    }
  }
  while (bits.length % 8) bits.push(1);
  const scan: number[] = [];
  for (let i = 0; i < bits.length; i += 8) {
    const byte = Number.parseInt(bits.slice(i, i + 8).join(''), 2);
    scan.push(...(byte === 255 ? [255, 0] : [byte]));
  }
  const segment = (marker: number, body: readonly number[]): number[] => [
    ...[255, marker, (body.length + 2) >> 8, (body.length + 2) & 255],
    ...body,
  ];
  const inOrder = (table: Int32Array): number[] => ZIGZAG.map((place) => table[place]!);
  const sizes = (count: number): number[] => [0, 0, 0, 0, 0, 0, 0, count, 0, 0, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([
    ...[255, 0xd8],
    ...segment(0xdb, [0, ...inOrder(luma), 1, ...inOrder(chroma)]),
    ...segment(0xc0, [
      ...[8, height >> 8, height & 255, width >> 8, width & 255, 3],
      ...[1, across * 16 + down, 0, 2, 0x11, 1, 3, 0x11, 1],
    ]),
    ...segment(0xc4, [0, ...sizes(12), ...Array(12).keys()]),
    ...segment(0xc4, [16, ...sizes(SYMBOLS.length), ...SYMBOLS]),
    ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    ...scan,
    ...[255, 0xd9],
  ]);
}

/** End of block, runs of zeros before a size, and sixteen zeros. */
const SYMBOLS = [
  0,
  ...Array.from({ length: 160 }, (_, i) => Math.floor(i / 10) * 16 + (i % 10) + 1),
  0xf0,
];

function awayFromZero(value: number): number {
  // Whole numbers of the real transform come out a little below themselves.
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5 + 1e-9);
}

function cosine(at: (x: number, y: number) => number, u: number, v: number): number {
  let sum = 0;
  for (let y = 0; y < 8; y += 1) {
    for (let x = 0; x < 8; x += 1) {
      const wave =
        Math.cos(((2 * x + 1) * u * Math.PI) / 16) * Math.cos(((2 * y + 1) * v * Math.PI) / 16);
      sum += (at(x, y) - 128) * wave;
    }
  }
  return (sum / 4) * (u === 0 ? Math.SQRT1_2 : 1) * (v === 0 ? Math.SQRT1_2 : 1);
}

const scene = proceduralScene(120, 90, createRandom('camera jpeg'));
const settings: JpegSettings[] = [
  { quality: 75, chromaSubsampling: '4:2:0' },
  { quality: 75, chromaSubsampling: '4:2:2' },
  { quality: 94, chromaSubsampling: '4:2:2', tables: 'canon' },
  { quality: 90, chromaSubsampling: '4:2:0', tables: 'apple' },
  { quality: 60, chromaSubsampling: '4:2:2', tables: 'sony' },
  { quality: 96, chromaSubsampling: '4:4:4', tables: 'samsung' },
  { quality: 80, chromaSubsampling: '4:2:2', tables: 'google' },
  { quality: 75, chromaSubsampling: '4:2:2', tables: 'halved-mean' },
];

describe('jpegLoss with the tables and the chroma of cameras', () => {
  test.each(settings)(
    'at $quality, $chromaSubsampling and $tables it is what a file made by the definition opens as',
    async (setting) => {
      for (const [width, height] of [
        [72, 48],
        [51, 33],
        [17, 9],
        [3, 2],
        [1, 1],
      ] as const) {
        const image = cropImage(scene, { x: 9, y: 5, width, height });
        const opened = await decodeImage(writeJpeg(image, setting));
        const direct = jpegLoss(image, setting);
        const differences = direct.data.map((value, i) => Math.abs(value - opened.data[i]!));
        const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
        // Whole and real arithmetic round a few coefficients differently, each felt in a block.
        expect(mean, `${width}×${height}`).toBeLessThan(0.9);
        if (setting.chromaSubsampling === '4:2:2' && width <= 17) expect(mean).toBe(0);
      }
    },
  );

  test('another sampling or family is another image, and a real codec that lacks it says so', async () => {
    const image = cropImage(scene, { x: 9, y: 5, width: 64, height: 48 });
    const results = settings.map((setting) => Buffer.from(jpegLoss(image, setting).data));
    expect(new Set(results.map((data) => data.toString('base64'))).size).toBe(settings.length);
    await expect(imageJpegCodec.roundTripJpeg(image, settings[1]!)).rejects.toThrow(
      /4:4:4 or 4:2:0 and the tables ijg, got 4:2:2 and ijg/,
    );
    await expect(imageJpegCodec.roundTripJpeg(image, settings[3]!)).rejects.toThrow(/and apple/);
  });
});

describe('quantizationTables', () => {
  test('a camera’s tables at the quality where they were found are its own, finer above, 1 at 100', () => {
    const { luma, chroma } = quantizationTables(94, 'apple');
    expect([...luma.subarray(0, 8)]).toEqual([2, 2, 2, 3, 4, 5, 6, 7]);
    expect(chroma[63]).toBe(12);
    expect(quantizationTables(97, 'apple').chroma[63]).toBe(6);
    expect(new Set(quantizationTables(100, 'apple').luma)).toEqual(new Set([1]));
    expect(quantizationTables(1, 'sony').luma[63]).toBe(255);
  });

  test('`halved-mean` halves the first divisor and leaves the others', () => {
    const plain = quantizationTables(75);
    const halved = quantizationTables(75, 'halved-mean');
    expect([plain.luma[0], halved.luma[0], plain.chroma[0], halved.chroma[0]]).toEqual([
      8, 4, 9, 4,
    ]);
    expect(halved.luma.subarray(1)).toEqual(plain.luma.subarray(1));
    expect(quantizationTables(100, 'halved-mean').luma[0]).toBe(1);
  });
});
