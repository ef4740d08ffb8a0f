import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DenseArray, decodeNpy } from '@exifclip/image';
import { loadModel } from '@exifclip/models';
import { extractPatches, patchGrid } from '@exifclip/patch-encoder';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExifclip } from '../../test/run-exifclip.ts';

const exifclip = fileURLToPath(new URL('../../bin/exifclip.js', import.meta.url));
const [width, height] = [320, 240];
const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
  return 128 + 60 * Math.sin(i / 111) + (Math.imul(i + 1, 2_654_435_761) >>> 28);
});
let folder = '';
const at = (name: string) => join(folder, name);
const run = (...args: string[]) => runExifclip(['embed', ...args], { cwd: folder });
const readEmbeddings = async (name: string) =>
  decodeNpy(await readFile(at(name))) as DenseArray<Float32Array>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-embed-'));
  const image = () => sharp(pixels, { raw: { width, height, channels: 3 } });
  await image().png().toFile(at('photo.png'));
  await image().resize(90, 70).png().toFile(at('other.png'));
  await image().resize(40, 40).png().toFile(at('small.png'));
  await writeFile(at('text.jpg'), 'this is no picture\n');
});
afterAll(() => rm(folder, { recursive: true }));

test('one image gives a .npy file, and a .json beside it says where its patches lie', async () => {
  const { code, stdout } = await run('photo.png', '--out', 'deep/e.npy', '--max-patches', '50');
  expect(code).toBe(0);
  expect(stdout).toContain('deep/e.npy');
  expect((await readdir(at('deep'))).sort()).toEqual(['e.json', 'e.npy']);
  const { data, shape } = await readEmbeddings('deep/e.npy');
  const document = JSON.parse(await readFile(at('deep/e.json'), 'utf8'));
  expect(document).toMatchObject({ input: 'photo.png', model: 'base', shape });
  const { grid } = document;
  expect([grid.rowOffsets.length, grid.colOffsets.length, 128]).toEqual(shape);
  expect([grid.imageWidth, grid.imageHeight]).toEqual([width, height]);

  const encoder = await (await loadModel()).patchEncoder({ threads: 1 });
  const [row, column] = [3, 4];
  const single = {
    ...patchGrid(width, height, { patchSize: grid.patchSize, stride: 8 }),
    rowOffsets: Int32Array.of(grid.rowOffsets[row]),
    colOffsets: Int32Array.of(grid.colOffsets[column]),
  };
  const image = { data: pixels, width, height, channels: 3 } as const;
  const expected = await encoder.encode(extractPatches(image, single, 0, 1));
  await encoder.dispose();
  const from = (row * shape[1]! + column) * 128;
  expected.data.forEach((value, i) => {
    expect(Math.abs(data[from + i]! - value)).toBeLessThan(1e-5);
  });
});

test('several images give a folder, and what fails is named and does not stop the rest', async () => {
  const inputs = ['photo.png', 'text.jpg', 'small.png', 'other.png'];
  const { code, stderr } = await run(...inputs, '--out', 'many', '--max-patches', '9');
  expect(code).toBe(1);
  expect(stderr).toMatch(/error: .*text\.jpg.*\n.*small\.png: expected an image of at least/);
  const written = ['other.json', 'other.npy', 'photo.json', 'photo.npy'];
  expect((await readdir(at('many'))).sort()).toEqual(written);
});

test('the colour negative gives other embeddings, and the file says so', async () => {
  await run('other.png', '--out', 'plain.npy');
  await run('other.png', '--out', 'negative.npy', '--color-negative');
  const [plain, negative] = await Promise.all(['plain.npy', 'negative.npy'].map(readEmbeddings));
  expect(negative!.shape).toEqual(plain!.shape);
  expect(negative!.data).not.toEqual(plain!.data);
  expect(JSON.parse(await readFile(at('negative.json'), 'utf8')).colorNegative).toBe(true);
});

test('an interrupt ends the work between batches and leaves no half of a result', async () => {
  const wide = { width: 2000, height: 1500, channels: 3, background: '#777' } as const;
  await sharp({ create: wide }).png().toFile(at('huge.png'));
  const args = ['embed', 'other.png', 'huge.png', '--out', 'cut', '--max-patches', '100000'];
  const child = spawn(process.execPath, [exifclip, ...args], { cwd: folder });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  // The line about the first image: from now on the second one is under way.
  child.stdout.once('data', () => child.kill('SIGINT'));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, stderr]).toEqual([1, 'error: interrupted\n']);
  expect((await readdir(at('cut'))).sort()).toEqual(['other.json', 'other.npy']);
});

test('one file for two images is wrong usage, with exit code 2', async () => {
  const { code, stderr } = await run('photo.png', 'other.png', '--out', 'x.npy');
  expect([code, stderr]).toEqual([
    2,
    'error: expected --out to be a folder for 2 images, got x.npy\n',
  ]);
  expect((await run()).code).toBe(2);
});
