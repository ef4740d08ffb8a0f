import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExifclip } from '../../test/run-exifclip.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-exif-'));
  const at = (name: string) => join(folder, name);
  const grey = () =>
    sharp({ create: { width: 64, height: 64, channels: 3, background: '#808080' } });
  const exif = {
    IFD0: { Make: 'Canon', Model: 'Canon EOS 350D', Artist: 'Jane Doe' },
    IFD2: { ExposureTime: '1/60', FNumber: '56/10', DateTimeOriginal: '2005:08:13 09:47:23' },
  };
  await grey().withExif(exif).jpeg().toFile(at('photo.jpg'));
  await grey().withExif(exif).webp().toFile(at('photo.webp'));
  await grey().png().toFile(at('plain.png'));
  await writeFile(at('text.jpg'), 'this is no picture\n');
  await writeFile(at('empty.jpg'), '');
  await mkdir(at('other'));
});
afterAll(() => rm(folder, { recursive: true }));

const exif = (...args: string[]) => runExifclip(['exif', ...args], { cwd: folder });

test('what the model would read is printed, a line an image, with nothing private', async () => {
  const { code, stdout, stderr } = await exif('photo.jpg', 'photo.webp', 'plain.png');
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(
    /^photo\.jpg: Make: Canon, Model: Canon EOS 350D, ExposureTime: 1\/60, FNumber: 5\.6, /,
  );
  expect(lines[1]).toMatch(/^photo\.webp: Make: Canon, /);
  expect(lines[2]).toBe('plain.png: (no camera tags)');
  expect(stdout).not.toMatch(/Jane|2005|FileType/);
});

test('bad inputs are named in a line each, the rest go on, and the exit code is 1', async () => {
  const bad = ['text.jpg', 'empty.jpg', 'missing.jpg'];
  const inputs = ['photo.jpg', ...bad, 'other', 'plain.png'];
  const { code, stdout, stderr } = await exif(...inputs, '--json');
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'error: text.jpg: expected an image, got another file',
    'error: empty.jpg: expected an image, got another file',
    'error: missing.jpg: there is no such file',
    'error: other: no image in it',
  ]);
  const results = JSON.parse(stdout);
  expect(results.map(({ input }: { input: string }) => input)).toEqual([
    'photo.jpg',
    ...bad,
    'plain.png',
  ]);
  expect(results[0]).toMatchObject({
    fileType: 'JPEG',
    sentence: expect.stringContaining('ExposureTime: 1/60'),
    tags: expect.arrayContaining([{ name: 'FNumber', value: '5.6' }]),
  });
  expect(results.at(-1)).toEqual({ input: 'plain.png', fileType: 'PNG', sentence: '', tags: [] });
});

test('styles, tags by name, private ones too, and derived tags are chosen', async () => {
  const line = async (...args: string[]): Promise<string> =>
    (await exif('photo.jpg', ...args)).stdout.trimEnd().replace('photo.jpg: ', '');
  const names = ['--tags', 'Model,Make,FNumber'];
  expect(await line(...names)).toBe('Make: Canon, Model: Canon EOS 350D, FNumber: 5.6');
  expect(await line(...names, '--style', 'plain')).toBe('Canon EOS 350D, f/5.6');
  expect(await line(...names, '--style', 'paper')).toBe(
    'Make: Canon, Model: CanonEOS350D, FNumber: 5.6',
  );
  expect(await line('--tags', 'DateTimeOriginal, FileType')).toBe(
    'FileType: JPEG, DateTimeOriginal: 2005:08:13 09:47:23',
  );
  expect(await line('--derived')).toMatch(/FileType: JPEG, JPEGQualityEstimate: 80, Quant/);
  const drawn = ['--order', 'shuffled', '--seed', '3'];
  expect(await line(...drawn)).toBe(await line(...drawn));
  expect(await line(...drawn)).not.toBe(await line());
});

test('wrong usage exits with 2 and writes nothing to standard output', async () => {
  for (const args of [
    [],
    ['photo.jpg', '--style', 'poem'],
    ['photo.jpg', '--tags', 'Nonsense'],
    ['photo.jpg', '--seed', '-1'],
  ]) {
    const { code, stdout, stderr } = await exif(...args);
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).not.toBe('');
  }
});
