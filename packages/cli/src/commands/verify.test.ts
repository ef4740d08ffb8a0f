import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledLocation } from '@exifclip/models';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExifclip } from '../../test/run-exifclip.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const verify = (...args: string[]) =>
  runExifclip(['verify', '--threads', '1', ...args], { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-verify-'));
  const noise = (width: number, height: number) =>
    sharp({
      create: {
        width,
        height,
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma: 20 },
      },
    });
  const exif = {
    IFD0: { Make: 'Canon', Model: 'Canon EOS 350D', Artist: 'Jane Doe' },
    IFD2: { ExposureTime: '1/60', DateTimeOriginal: '2005:08:13 09:47:23' },
  };
  await noise(320, 240).withExif(exif).jpeg().toFile(at('photo.jpg'));
  await noise(40, 40).withExif(exif).jpeg().toFile(at('small.jpg'));
  await noise(320, 240).png().toFile(at('plain.png'));
  await writeFile(at('text.jpg'), 'this is no picture\n');
});
afterAll(() => rm(folder, { recursive: true }));

test('what was read, where it stands and what that is worth are said, with nothing private', async () => {
  const { code, stdout, stderr } = await verify('photo.jpg', 'plain.png');
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^photo\.jpg: Make: Canon, Model: Canon EOS 350D, ExposureTime: 1\/60/);
  expect(lines[1]).toMatch(/fits the pixels better than \d+ % of swapped EXIF do, and than \d+ %/);
  expect(lines[2]).toMatch(/ROC AUC of 0\.\d\d \(0\.5: not at all\): .*proof/);
  expect(lines[3]).toBe('plain.png: no camera tags, nothing to verify');
  expect(stdout).not.toMatch(/Jane|2005|FileType|Quality/);
});

test('bad inputs are named in a line each, the rest go on, and the exit code is 1', async () => {
  const bad = ['text.jpg', 'missing.jpg', 'small.jpg'];
  const { code, stdout, stderr } = await verify(...bad, 'photo.jpg', 'plain.png', '--json');
  expect(code).toBe(1);
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  for (const [i, name] of bad.entries()) {
    expect([lines[i], lines[i]]).toEqual([
      expect.stringMatching(/^error: /),
      expect.stringContaining(name),
    ]);
  }
  const results = JSON.parse(stdout);
  expect(results.map(({ input }: { input: string }) => input)).toEqual([
    ...bad,
    'photo.jpg',
    'plain.png',
  ]);
  const { fit, model } = results[3];
  expect(model).toBe('base');
  expect(Math.abs(fit.similarity)).toBeLessThanOrEqual(1);
  for (const percentile of [fit.standing.percentile, fit.standing.authenticPercentile]) {
    expect(percentile).toBeGreaterThanOrEqual(0);
    expect(percentile).toBeLessThanOrEqual(100);
  }
  expect(results[4]).toEqual({ input: 'plain.png', model: 'base', sentence: '' });
});

test('a model without a reference says so', async () => {
  const bare = at('bare');
  await cp(fileURLToPath(bundledLocation('base')), bare, { recursive: true });
  const config = JSON.parse(await readFile(join(bare, 'config.json'), 'utf8'));
  delete config.files['metadata-reference.safetensors'];
  await writeFile(join(bare, 'config.json'), JSON.stringify(config));
  const { code, stdout } = await verify('photo.jpg', '--model', 'bare');
  expect(code).toBe(0);
  expect(stdout).toMatch(/similarity -?\d\.\d{3}; the model has no other photos to compare with/);
});

test('wrong usage exits with 2 and writes nothing to standard output', async () => {
  for (const args of [[], ['photo.jpg', '--max-patches', '0'], ['photo.jpg', '--nonsense']]) {
    const { code, stdout, stderr } = await verify(...args);
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).not.toBe('');
  }
});
