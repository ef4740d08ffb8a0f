import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExifclip } from '../../test/run-exifclip.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the demo finds what it pasted, better than a noise-level map and than chance', async () => {
  const { code, stdout } = await runExifclip(['demo', '--out', 'made'], { cwd: folder });
  expect(code).toBe(0);
  const line = /^p-mAP (\d\.\d\d) \(noise-level map (\d\.\d\d), chance (\d\.\d\d)\)$/m.exec(stdout);
  const [ours, noise, chance] = (line ?? []).slice(1).map(Number) as [number, number, number];
  expect(ours).toBeGreaterThan(noise);
  expect(ours).toBeGreaterThan(chance);
  const kinds = [
    'heatmap.png',
    'mask.png',
    'overlay.png',
    'pca.png',
    'png',
    'report.html',
    'report.json',
    'truth.png',
  ];
  expect((await readdir(join(folder, 'made'))).sort()).toEqual(
    kinds.map((kind) => `forgery.${kind}`),
  );
});
