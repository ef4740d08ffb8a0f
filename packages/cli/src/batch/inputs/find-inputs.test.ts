import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countInputs } from './count-inputs.ts';
import { findInputs } from './find-inputs.ts';
import { inputOfPlace } from './input-of-place.ts';
import type { InputPlace } from './input-place.ts';

let folder = '';
const at = (...names: string[]): string => join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-inputs-'));
  await mkdir(at('photos/deep'), { recursive: true });
  await mkdir(at('photos/.cache'));
  const files = ['b.jpg', 'a.JPEG', 'deep/ü 写真.png', 'deep/line\nbreak.jpg', 'deep/[1].jpg'];
  const others = ['notes.txt', '.hidden.jpg', '.cache/x.jpg', 'noextension'];
  for (const name of [...files, ...others]) await writeFile(at('photos', name), name);
  await symlink('..', at('photos/deep/loop'));
  await symlink('nowhere', at('photos/lost.jpg'));
  const members = ['a/b.jpg', './c.png', 'd.txt', 'a/._b.jpg', 'ü.jpg'];
  const long = `${'long/'.repeat(40)}e.jpg`;
  await writeFile(at('photos.tar'), await tarOf([...members, long]));
});
afterAll(() => rm(folder, { recursive: true }));

async function tarOf(names: readonly string[]): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  return packTar(
    names.map((name) => {
      const body = encoder.encode(name);
      return { header: { name, size: body.length }, body };
    }),
  );
}

interface Found {
  paths: string[];
  leftOut: string[];
  problems: string[];
  places: InputPlace[];
}

async function find(names: readonly string[], lists: readonly string[] = []): Promise<Found> {
  const leftOut: string[] = [];
  const problems: string[] = [];
  const places: InputPlace[] = [];
  const report = {
    leftOut: (reason: string, path: string) =>
      leftOut.push(`${path.slice(folder.length + 1)}: ${reason}`),
    problem: (path: string, reason: string) => problems.push(`${path}: ${reason}`),
  };
  for await (const place of findInputs(names, { lists, report: report as never }))
    places.push(place);
  const paths = places.map(({ path }) => path.replace(`${folder}/`, ''));
  return { paths, leftOut, problems, places };
}

test('a folder gives its images in the order of their paths, and says what it leaves out', async () => {
  const { paths, leftOut, problems } = await find([at('photos')]);
  expect(paths).toEqual(
    ['a.JPEG', 'b.jpg', 'deep/[1].jpg', 'deep/line\nbreak.jpg', 'deep/ü 写真.png', 'lost.jpg'].map(
      (name) => `photos/${name}`,
    ),
  );
  expect(leftOut).toEqual([
    'photos/.cache: hidden',
    'photos/.hidden.jpg: hidden',
    'photos/deep/loop: repeated folder',
    'photos/noextension: no image by its name',
    'photos/notes.txt: no image by its name',
  ]);
  expect(problems).toEqual([]);
});

test('a tar archive gives its images, whose bytes are read from where they lie in it', async () => {
  const { places, leftOut } = await find([at('photos.tar')]);
  const names = ['a/b.jpg', 'c.png', 'ü.jpg', `${'long/'.repeat(40)}e.jpg`];
  expect(places.map(({ path }) => path)).toEqual(
    names.map((name) => `${at('photos.tar')}!/${name}`),
  );
  const bytes = await Promise.all(places.map((place) => inputOfPlace(place).bytes()));
  const texts = bytes.map((body) => new TextDecoder().decode(body).replace('./', ''));
  expect(texts).toEqual(names);
  expect(leftOut).toHaveLength(2);
});

test('of an archive that is cut off, what is before the cut is given, and the cut is told', async () => {
  const whole = await readFile(at('photos.tar'));
  await writeFile(at('cut.tar'), whole.subarray(0, 1200));
  const { paths, problems } = await find([at('cut.tar')]);
  expect(paths).toEqual(['cut.tar!/a/b.jpg']);
  expect(problems.join()).toMatch(/cut\.tar/);
});

test('a glob gives what it matches, in any folder with two stars', async () => {
  expect((await find([at('photos/*.{jpg,JPEG}')])).paths).toEqual([
    'photos/a.JPEG',
    'photos/b.jpg',
    'photos/lost.jpg',
  ]);
  expect((await find([at('photos/**/[!l]*.[jp][pn]g')])).paths).toEqual([
    'photos/b.jpg',
    'photos/deep/[1].jpg',
    'photos/deep/ü 写真.png',
  ]);
  expect((await find([at('photos/d??p/l*')])).paths).toEqual(['photos/deep/line\nbreak.jpg']);
  const { paths, problems } = await find([at('photos/*.tiff')]);
  expect(paths).toEqual([]);
  expect(problems.join()).toContain('no file matches');
});

test('a name with brackets that is there is a file and no glob', async () => {
  expect((await find([at('photos/deep/[1].jpg')])).paths).toEqual(['photos/deep/[1].jpg']);
});

test('a list gives its lines, with folders and archives among them, and zeros let names hold breaks', async () => {
  const deep = at('photos/deep');
  await writeFile(at('list.txt'), `${at('photos/b.jpg')}\r\n\r\n${at('absent[1].jpg')}\r\n${deep}`);
  const expected = ['photos/b.jpg', 'absent[1].jpg', 'photos/deep/[1].jpg'];
  expect((await find([`@${at('list.txt')}`])).paths.slice(0, 3)).toEqual(expected);
  // The loop leads to what is not yet read, which is given once.
  expect((await find([], [at('list.txt')])).paths).toHaveLength(8);
  await writeFile(at('zeros'), `${at('photos/deep/line\nbreak.jpg')}\0${at('photos/b.jpg')}\0`);
  const { paths, places } = await find([`@${at('zeros')}`]);
  expect(paths).toEqual(['photos/deep/line\nbreak.jpg', 'photos/b.jpg']);
  expect((await inputOfPlace(places[0]!).bytes()).toString()).toBe('deep/line\nbreak.jpg');
});

test('what is absent is an input whose bytes cannot be read; an absent list or archive is a problem', async () => {
  const { places, problems } = await find([at('absent.jpg')], [at('absent.txt')]);
  expect(places).toHaveLength(1);
  await expect(inputOfPlace(places[0]!).bytes()).rejects.toMatchObject({ code: 'ENOENT' });
  expect(problems).toEqual([`${at('absent.txt')}: ${at('absent.txt')}: there is no such file`]);
});

test('a folder that vanishes while it is walked is a problem, and the rest is given', async () => {
  await mkdir(at('going/b'), { recursive: true });
  for (const name of ['a.jpg', 'b/x.jpg', 'b/y.jpg', 'c.jpg'])
    await writeFile(at('going', name), '');
  const paths: string[] = [];
  const problems: string[] = [];
  const report = { leftOut: () => undefined, problem: (path: string) => problems.push(path) };
  for await (const { path } of findInputs([at('going')], { report: report as never })) {
    if (path.endsWith('a.jpg')) await rm(at('going/b'), { recursive: true });
    paths.push(path.slice(at('going').length + 1));
  }
  expect(paths).toEqual(['a.jpg', 'c.jpg']);
  expect(problems).toEqual([at('going/b')]);
});

test('a list of 100,000 lines is read as it is used', async () => {
  const line = (i: number): string => `/no/such/folder/photo ${i}.jpg`;
  const lines = Array.from({ length: 100_000 }, (_, i) => line(i)).join('\n');
  await writeFile(at('long.txt'), lines);
  const report = { leftOut: () => undefined, problem: () => undefined };
  const inputs = findInputs([], { lists: [at('long.txt')], report });
  expect((await inputs.next()).value?.path).toBe(line(0));
  // Cut behind the first part of it, which is all that was read so far.
  await writeFile(at('long.txt'), '');
  let count = 1;
  for await (const { path } of inputs) {
    if (path === line(count)) count += 1;
  }
  expect(count).toBeGreaterThan(100);
  expect(count).toBeLessThan(50_000);
});

test('inputs are counted as they are found, but for those of a pipe', async () => {
  const { signal } = new AbortController();
  expect(await countInputs([at('photos'), at('photos.tar')], { signal })).toBe(10);
  expect(await countInputs([at('photos'), '-'], { signal })).toBeUndefined();
  expect(await countInputs([at('photos')], { signal: AbortSignal.abort() })).toBeUndefined();
  const parts = [0, 1, 2].map((index) => ({ index, count: 3 }));
  const counts = await Promise.all(
    parts.map((shard) => countInputs([at('photos')], { shard, signal })),
  );
  expect(counts.reduce((sum: number, part) => sum + part!, 0)).toBe(6);
});
