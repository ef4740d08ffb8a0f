import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom, proceduralScene, randomProfile, simulateCamera } from '@exifclip/datasets';
import { encodePng } from '@exifclip/image';
import { bundledLocation, loadModel } from '@exifclip/models';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExifclip } from '../../test/run-exifclip.ts';

let folder = '';
const photos = 3;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-calibrate-'));
  await cp(fileURLToPath(bundledLocation('base')), join(folder, 'model'), { recursive: true });
  await mkdir(join(folder, 'crops'));
  const lines: string[] = [];
  for (let i = 0; i < photos; i++) {
    const random = createRandom('calibrate', i);
    const profile = randomProfile(random);
    for (const crop of [0, 1]) {
      const scene = proceduralScene(256, 256, random);
      const photo = await simulateCamera(scene, profile, { random });
      await writeFile(join(folder, `crops/${i}-${crop}.png`), await encodePng(photo));
    }
    lines.push(JSON.stringify(entry(i)));
  }
  await writeFile(join(folder, 'photos.jsonl'), `${lines.join('\n')}\n`);
  await writeFile(join(folder, 'one.jsonl'), `${lines[0]}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

function entry(i: number) {
  return {
    ...{ id: `photo-${i}`, split: 'val', source: `source-${i}`, make: 'Made', model: `M${i}` },
    ...{ width: 256, height: 256, pristine: true, colourChart: false, lowTexture: false },
    jpeg: { quality: 90, standardTables: true, sampling: '4:2:0', tables: 'x' },
    exif: { Make: 'Made', Model: `M${i}` },
    crops: [0, 1].map((k) => ({ file: `crops/${i}-${k}.png`, kind: 'central', x: 0, y: 0 })),
  };
}

function calibrate(manifest: string, ...more: string[]) {
  const flags = ['--model', 'model', '--manifest', manifest, '--threads', '1', ...more];
  return runExifclip(['calibrate', ...flags], { cwd: folder });
}

test('`exifclip calibrate` fits a curve for every method into the folder, card and checksum too', async () => {
  const { code, stdout, stderr } = await calibrate('photos.jsonl');
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  const path = join(folder, 'model');
  const calibration = await (await loadModel(path)).calibration();
  for (const method of ['exponential-region', 'mean-shift']) {
    const { slope, offset } = calibration!.methods[method]!;
    expect(Number.isFinite(slope) && Number.isFinite(offset)).toBe(true);
  }
  const fitted = JSON.parse(await readFile(join(path, 'calibration.json'), 'utf8'));
  // Two labels, three versions and once another view of itself; two grids.
  expect(fitted.figures['exponential-region'].all.images).toBe(photos * 14);
  expect(fitted.figures['exponential-region']['another view'].images).toBe(photos * 8);
  expect(fitted.wholeImages).toBeUndefined();
  expect(fitted.figures['exponential-region'].all.falseAlarms).toBeLessThanOrEqual(0.05);
  const card = await readFile(join(path, 'README.md'), 'utf8');
  expect(card.match(/## Calibration/g)).toHaveLength(1);
  expect(card).toContain(stdout.trim());
  expect(card).toContain('## Results');
});

test('the same photos give the same calibration', async () => {
  const before = await readFile(join(folder, 'model/calibration.json'), 'utf8');
  await calibrate('photos.jsonl');
  expect(await readFile(join(folder, 'model/calibration.json'), 'utf8')).toBe(before);
});

test('whole authentic images are measured by size, and what is no image is told and left out', async () => {
  await writeFile(join(folder, 'broken.png'), 'no image');
  const crop = { dataset: 'made', mask: null, image: 'crops/0-1.png' };
  const manifest = ['spliced', 'authentic'].map((label) => ({ ...crop, id: label, label }));
  await writeFile(join(folder, 'index.jsonl'), manifest.map((e) => JSON.stringify(e)).join('\n'));
  const files = ['crops/0-0.png', 'broken.png', 'index.jsonl'];
  const { code, stdout, stderr } = await calibrate('photos.jsonl', '--authentic', ...files);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  expect(stderr).toContain('broken.png: left out');
  const fitted = JSON.parse(await readFile(join(folder, 'model/calibration.json'), 'utf8'));
  const classes = fitted.wholeImages['exponential-region'];
  expect(Object.keys(classes)).toEqual(['all', 'up to 0.3 megapixels']);
  expect(classes.all.images).toBe(2);
  expect(stdout).toContain('| `exponential-region` | up to 0.3 megapixels | 2 |');
});

test('without another camera to paste from, nothing is written', async () => {
  const before = await readFile(join(folder, 'model/config.json'), 'utf8');
  const { code, stderr } = await calibrate('one.jsonl');
  expect(code).toBe(2);
  expect(stderr).toContain('one.jsonl: expected val photos of different cameras');
  expect(await readFile(join(folder, 'model/config.json'), 'utf8')).toBe(before);
});
