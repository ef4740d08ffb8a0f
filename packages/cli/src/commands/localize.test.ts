import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { decodeNpy } from '@exifclip/image';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExifclip } from '../../test/run-exifclip.ts';

let folder = '';

/** Grey levels that look like a photo to a tower: smooth, with noise; the same every time. */
function pixels(width: number, height: number, channels: number): Buffer {
  const data = Buffer.alloc(width * height * channels);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (state * 1664525 + 1013904223) >>> 0;
    const [x, y] = [Math.floor(i / channels) % width, Math.floor(i / channels / width)];
    data[i] = 128 + 60 * Math.sin(x / 37) * Math.cos(y / 23) + (state >>> 24) / 16;
  }
  return data;
}

function raw(width: number, height: number, channels: 1 | 3 | 4 = 3) {
  return sharp(pixels(width, height, channels), { raw: { width, height, channels } });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-localize-'));
  const at = (name: string) => join(folder, name);
  await raw(320, 240).jpeg({ quality: 90 }).toFile(at('photo.jpg'));
  await mkdir(at('other'));
  await copyFile(at('photo.jpg'), at('other/photo.jpg'));
  await raw(320, 240, 1).jpeg().toFile(at('grey.jpg'));
  await raw(320, 240).toColourspace('cmyk').jpeg().toFile(at('cmyk.jpg'));
  await raw(320, 240).toColourspace('rgb16').png().toFile(at('sixteen.png'));
  await raw(40, 40).png().toFile(at('small.png'));
  await raw(1, 1).png().toFile(at('one.png'));
  await writeFile(at('text.jpg'), 'this is no picture\n');
  await writeFile(at('truncated.jpg'), (await readFile(at('photo.jpg'))).subarray(0, 4000));
});
afterAll(() => rm(folder, { recursive: true }));

test('good images are done and bad ones named in a line each, with exit code 1', async () => {
  const good = ['photo.jpg', 'other/photo.jpg', 'grey.jpg', 'cmyk.jpg', 'sixteen.png'];
  const bad = ['text.jpg', 'truncated.jpg', 'one.png', 'small.png', 'missing.jpg'];
  const inputs = [...good, ...bad];
  const { code, stdout, stderr } = await runExifclip(
    ['localize', ...inputs, '--out', 'out', '--json', '--threads', '1'],
    { cwd: folder },
  );
  expect(code).toBe(1);
  const results = JSON.parse(stdout) as { input: string; score?: number; error?: string }[];
  expect(results.map(({ input }) => input)).toEqual(inputs);
  for (const { input, score, error } of results) {
    if (good.includes(input)) {
      expect([input, error, Number.isFinite(score)]).toEqual([input, undefined, true]);
    } else {
      expect([input, score]).toEqual([input, undefined]);
      expect(error).toContain(input);
      expect(error).not.toContain('\n');
    }
  }
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('error: ')),
  ).toHaveLength(bad.length);
  const names = ['photo', 'photo-2', 'grey', 'cmyk', 'sixteen'];
  const pictures = ['heatmap.png', 'mask.png', 'overlay.png', 'pca.png'];
  const kinds = [...pictures, 'report.json', 'report.html'];
  const expected = names.flatMap((name) => kinds.map((kind) => `${name}.${kind}`));
  expect((await readdir(join(folder, 'out'))).sort()).toEqual([...expected, 'index.html'].sort());
});

test('the page over all images leads to each report, and each report names its own image only', async () => {
  const index = await readFile(join(folder, 'out/index.html'), 'utf8');
  for (const name of ['photo', 'photo-2', 'grey']) {
    expect(index).toContain(`href="./${name}.report.html"`);
  }
  expect(index).toContain('truncated.jpg');
  expect(index.match(/data:image\/jpeg/g)).toHaveLength(5);
  const page = await readFile(join(folder, 'out/grey.report.html'), 'utf8');
  expect(page).toContain('exifclip localize grey.jpg --out out --json --threads 1');
  expect(page).not.toContain('photo.jpg');
});

test('a report shows the camera, and nobody, nowhere and no day', async () => {
  await raw(160, 120)
    .jpeg()
    .withExif({
      IFD0: { Make: '<img src=x onerror=alert(1)>', Artist: 'Jane Doe', DateTime: '2021:03:04' },
      IFD2: { BodySerialNumber: 'SN-77', DateTimeOriginal: '2021:03:04 05:06:07' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1', GPSMapDatum: 'WGS-84' },
    })
    .toFile(join(folder, 'private.jpg'));
  await runExifclip(['localize', 'private.jpg', '--out', 'private'], { cwd: folder });
  const page = await readFile(join(folder, 'private/private.report.html'), 'utf8');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page).not.toMatch(/Jane|2021:03|SN-77|Serial|GPS|WGS-84/);
  const bytes = await readFile(join(folder, 'private.jpg'));
  expect(bytes.includes('Jane Doe') && bytes.includes('SN-77')).toBe(true);
  expect(page).toContain(createHash('sha256').update(bytes).digest('hex'));
});

test('`--format` chooses what is written', async () => {
  const written = async (format: string) => {
    const args = ['localize', 'photo.jpg', '--out', format, '--format', format, '--json'];
    const { stdout } = await runExifclip(args, { cwd: folder });
    const [{ files }] = JSON.parse(stdout) as [{ files: Record<string, string> }];
    const names = Object.values(files).map((path) => basename(path));
    expect((await readdir(join(folder, format))).sort()).toEqual(names.sort());
    return names;
  };
  expect(await written('html')).toEqual(['photo.report.html']);
  expect(await written('json,npy')).toEqual([
    'photo.heatmap.npy',
    'photo.mask.npy',
    'photo.pca.npy',
    'photo.report.json',
  ]);
  const document = JSON.parse(await readFile(join(folder, 'json,npy/photo.report.json'), 'utf8'));
  const array = await readFile(join(folder, 'json,npy/photo.heatmap.npy'));
  const heatmap = decodeNpy(array);
  expect(heatmap.shape).toEqual([document.heatmap.length, document.heatmap[0].length]);
  expect([...heatmap.data]).toEqual(document.heatmap.flat());
});

test('equal pixels under two names give equal scores and maps', async () => {
  const report = async (name: string) =>
    JSON.parse(await readFile(join(folder, 'out', `${name}.report.json`), 'utf8'));
  const [first, second] = [await report('photo'), await report('photo-2')];
  expect(second.score).toBe(first.score);
  expect(second.heatmap).toEqual(first.heatmap);
  expect(first.heatmap.flat().every((v: number) => v >= 0 && v <= 1)).toBe(true);
});

test('wrong usage exits with 2 and writes nothing to standard output', async () => {
  for (const args of [
    ['localize'],
    ['localize', 'a.jpg', '--method', 'x'],
    ['localize', 'a.jpg', '--format', 'html,pdf'],
    ['nonsense'],
    ['localize', 'a.jpg', '--max-patches', '-3'],
  ]) {
    const { code, stdout, stderr } = await runExifclip(args, { cwd: folder });
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).not.toBe('');
  }
});

test('a missing model is named', async () => {
  const { code, stderr } = await runExifclip(['localize', 'photo.jpg', '--model', 'no/such'], {
    cwd: folder,
  });
  expect(code).not.toBe(0);
  expect(stderr).toContain('no/such');
});

test('pictures of a photo that lies on its side stand upright', async () => {
  await raw(320, 200).jpeg().withMetadata({ orientation: 6 }).toFile(join(folder, 'turned.jpg'));
  await runExifclip(['localize', 'turned.jpg', '--out', 'turned'], { cwd: folder });
  const { width, height } = await sharp(join(folder, 'turned/turned.overlay.png')).metadata();
  expect([width, height]).toEqual([200, 320]);
});
