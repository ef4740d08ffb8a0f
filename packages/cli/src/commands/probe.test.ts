import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { runExifclip } from '../../test/run-exifclip.ts';

const data = sharedData();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-probe-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!data)('on real images', () => {
  const photos = `${data}/photos/photos.jsonl`;
  const small = ['--side', '96', '--max-patches', '4', '--threads', '1'];

  test('one table has every task that there are images for, and every source', async () => {
    const json = join(folder, 'probe.json');
    const forgeries = `${data}/splice/casia1/index.jsonl`;
    const tasks = ['--tasks', 'radial-distortion,spliced-cropped', '--limit', '6', '--folds', '3'];
    const { code, stdout, stderr } = await runExifclip([
      'probe',
      '--photos',
      photos,
      '--forgeries',
      forgeries,
      '--json',
      json,
      ...tasks,
      ...small,
    ]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('folds of')]);
    expect(stdout).toMatch(/^radial-distortion +base +\d+ +\d\.\d{3} \[\d\.\d{3}, \d\.\d{3}\]/m);
    expect(stdout).toMatch(/^spliced-cropped +noise residual \(baseline\) +50 +\d\.\d{3} \[/m);
    expect(stdout).toMatch(/^radial-distortion +chance +0\.200 +0\.200$/m);
    const document = JSON.parse(await readFile(json, 'utf8'));
    expect(document).toMatchObject({ seed: 1, side: 96, folds: 3 });
    expect(Object.keys(document.tasks)).toEqual(['radial-distortion', 'spliced-cropped']);
    expect(document.tasks['radial-distortion']).toMatchObject({ views: 30, photos: 6 });
    expect(document.tasks['spliced-cropped'].classes).toEqual({ spliced: 6, authentic: 6 });
    const { sources } = document.tasks['spliced-cropped'];
    expect(Object.keys(sources)).toHaveLength(4);
  });

  test('what cannot be asked is said before long work is done', async () => {
    const cameras = ['probe', '--photos', photos, '--tasks', 'camera-model', ...small];
    const few = await runExifclip([...cameras, '--limit', '2', '--folds', '99']);
    expect([few.code, few.stdout]).toEqual([2, '']);
    expect(few.stderr).toMatch(
      /camera-model: expected views of 2 classes or more, of 99 photos or more, got 10 classes, 20 photos/,
    );
  });
});

test('wrong usage is named', async () => {
  const none = await runExifclip(['probe']);
  expect([none.code, none.stderr]).toEqual([
    2,
    expect.stringContaining('expected --photos or --forgeries for camera-model'),
  ]);
  const unknown = await runExifclip(['probe', '--tasks', 'camera-model,age']);
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    expect.stringContaining('some of camera-model, processing-step'),
  ]);
});
