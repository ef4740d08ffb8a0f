import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImage, encodePng, type RasterImage } from '@exifclip/image';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { type DecodeSample, decodeSamples } from './decode-samples.ts';
import { openTestPage, type TestPage } from './open-test-page.ts';

type Entry = typeof import('./pages/decode.ts');

const data = sharedData();
const samples = [...(await decodeSamples()), ...(data ? realSamples(data) : [])];
const bad = await badFiles();
/** Names and largest differences, in grey levels, for the table of packages/image/README.md. */
const different: string[] = [];
let page: TestPage<Entry>;

beforeAll(async () => {
  const files = Object.fromEntries(samples.map(({ name, bytes }) => [name, bytes]));
  const entry = new URL('pages/decode.ts', import.meta.url);
  page = await openTestPage<Entry>(entry, { files: { ...files, ...bad } });
});
afterAll(async () => {
  await page?.close();
  const others = samples.length - different.length;
  console.log(`largest differences: ${different.join(', ')}; 0 in the other ${others} files`);
});

describe('`decodeImage` gives the same pixels in Chromium as in Node', () => {
  it.each(samples)('of $name, within $tolerance grey levels', async (sample) => {
    const node = await decodeImage(sample.bytes, { name: sample.name });
    const browser = await page.call('decodeFile', sample.name);
    if ('error' in browser) throw new Error(browser.message);
    expect([browser.width, browser.height]).toEqual([node.width, node.height]);
    const difference = largestDifference(node, browser);
    if (difference > 0) different.push(`${sample.name} ${difference}`);
    expect(difference).toBeLessThanOrEqual(sample.tolerance);
  });

  it('and asks no other machine for anything, under a policy without unsafe-eval', () => {
    expect(page.errors).toEqual([]);
    expect(page.requests.filter((path) => !path.startsWith('/'))).toEqual([]);
  });
});

describe('`decodeImage` refuses with an ImageDecodeError in Chromium as in Node', () => {
  it.each(Object.keys(bad))('%s', async (name) => {
    await expect(decodeImage(bad[name]!, { name })).rejects.toMatchObject({
      name: 'ImageDecodeError',
    });
    const browser = await page.call('decodeFile', name);
    expect(browser).toMatchObject({ error: 'ImageDecodeError' });
    expect(browser).toHaveProperty('message', expect.stringContaining(name));
  });

  it.each(['rgb.png', 'rgba16.png', 'lzw.tif', 'q90-420.jpg', 'lossy.webp', 'lossy.avif'])(
    '%s of more pixels or bytes than allowed',
    async (name) => {
      const { bytes } = samples.find((sample) => sample.name === name)!;
      for (const options of [{ maxPixels: 3014 }, { maxBytes: bytes.length - 1 }]) {
        const browser = await page.call('decodeFile', name, options);
        const node = await decodeImage(bytes, { name, ...options }).catch((error: Error) => error);
        expect(browser).toMatchObject({ message: (node as Error).message });
        expect((node as Error).message).toMatch(/expected .*at most \d+ (pixels|bytes), got/);
      }
      expect(await page.call('decodeFile', name, { maxPixels: 3015 })).toHaveProperty('data');
    },
  );
});

it('`encodePng` keeps every value in Chromium', async () => {
  const image: RasterImage = {
    data: Uint8Array.from({ length: 256 * 3 * 3 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 24),
    width: 256,
    height: 3,
    channels: 3,
  };
  const [written, read] = await page.call('encodeAndDecode', image);
  expect(read).toEqual(image);
  expect(await decodeImage(written)).toEqual(image);
  expect(await decodeImage(await encodePng(image))).toEqual(image);
});

function largestDifference(a: RasterImage, b: RasterImage): number {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) {
    largest = Math.max(largest, Math.abs(a.data[i]! - b.data[i]!));
  }
  return largest;
}

/** Photos and forgeries: camera JPEGs, TIFFs of several programs, HEIC. */
function realSamples(root: string): DecodeSample[] {
  const some = (folder: string, pattern: RegExp, count: number) =>
    readdirSync(join(root, folder))
      .filter((file) => pattern.test(file))
      .sort()
      .slice(0, count)
      .map((file) => join(folder, file));
  const paths = [
    ...some('exif-samples/jpg', /\.jpg$/i, 6),
    ...some('exif-samples/tiff', /\.tiff$/i, 7),
    ...some('splice/columbia-mini/images', /\.tif$/i, 2),
    ...some('splice/vipp_dst/images', /\.tif$/i, 2),
    ...some('splice/vipp_dst/images', /\.jpg$/i, 3),
    ...some('splice/imd2020/images', /\.(png|jpg)$/i, 3),
    ...some('exif-samples/heic', /\.heif$/i, 1),
  ];
  return paths.map((path) => ({
    name: path.replaceAll(/[^\w.]/g, '-'),
    bytes: new Uint8Array(readFileSync(join(root, path))),
    tolerance: /\.jpg$/i.test(path) ? 2 : 0,
  }));
}

async function badFiles(): Promise<Record<string, Uint8Array>> {
  const text = (content: string) => new TextEncoder().encode(content);
  const whole = await decodeSamples();
  const cut = whole.flatMap(({ name, bytes }) =>
    /^(rgb|rgba16|lzw|none|jpeg|q90-420|progressive|lossy|lossless|few-colours)\./.test(name)
      ? [bytes.length >> 1, bytes.length - 40].map((end) => [`cut-${end}-${name}`, end, bytes])
      : [],
  ) as [string, number, Uint8Array][];
  const sized = (name: string, at: number, ...sizes: number[]) => {
    const bytes = whole.find((sample) => sample.name === name)!.bytes.slice();
    bytes.set(sizes, at);
    return bytes;
  };
  return {
    'nothing.jpg': new Uint8Array(0),
    'two-bytes.jpg': Uint8Array.of(0xff, 0xd8),
    'text.png': text('hello world, this is no image at all'),
    'vector.svg': text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    'header.tif': text('II*\0'),
    'circle.tif': Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0),
    'header.heic': text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
    'huge.png': sized('rgb.png', 16, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff),
    'huge-alpha.png': sized('rgba.png', 16, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff),
    // Taller than its pixels, within the limit.
    'tall.png': sized('rgba.png', 20, 0, 0x10, 0, 0),
    ...Object.fromEntries(cut.map(([name, end, bytes]) => [name, bytes.slice(0, end)])),
  };
}
