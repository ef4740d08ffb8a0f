import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, proceduralScene, randomRegion, spliceImages } from '@exifclip/datasets';
import { encodePng, type RasterImage } from '@exifclip/image';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { runExifclip } from '../../test/run-exifclip.ts';
import type { EvaluationDocument } from '../evaluation/evaluation-document.ts';

const data = sharedData();

let folder = '';
let wild = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-evaluate-'));
  wild = await writeSmallSet(join(folder, 'label_in_wild'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Eight splices of painted scenes in the layout of In-the-Wild, and one image without a mask. */
async function writeSmallSet(root: string): Promise<string> {
  await mkdir(join(root, 'images'), { recursive: true });
  await mkdir(join(root, 'masks'));
  for (let i = 0; i < 9; i++) {
    const random = createRandom('evaluate', i);
    const scene = () => proceduralScene(192, 160, random);
    const region = randomRegion(192, 160, random);
    const { image, mask } = spliceImages(scene(), scene(), { region });
    await writeFile(join(root, `images/${i}.png`), await encodePng(image));
    if (i === 8) continue;
    await writeFile(join(root, `masks/${i}.png`), await encodePng(grey(mask.data, 192)));
  }
  return root;
}

function grey(levels: Uint8Array, width: number): RasterImage {
  const data = Uint8Array.from({ length: levels.length * 3 }, (_, i) => levels[Math.floor(i / 3)]!);
  return { data, width, height: levels.length / width, channels: 3 };
}

const readDocument = async (path: string) =>
  JSON.parse(await readFile(path, 'utf8')) as EvaluationDocument;

describe.skipIf(!data)('exifclip evaluate on real forgeries', () => {
  test('measures every method and baseline, and says what was left out', async () => {
    const set = join(data!, 'splice/columbia-mini');
    const lines = (await readFile(join(set, 'index.jsonl'), 'utf8')).trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line));
    const spliced = entries.filter(({ label }) => label === 'spliced').slice(0, 2);
    const authentic = entries.filter(({ label }) => label === 'authentic').slice(0, 2);
    const extra = [
      { ...spliced[0], id: 'unmasked', mask: null },
      { ...spliced[0], id: 'gone', image: 'images/gone.tif' },
    ];
    const manifest = join(folder, 'few.jsonl');
    await writeFile(
      manifest,
      [...spliced, ...authentic, ...extra].map((entry) => JSON.stringify(entry)).join('\n'),
    );
    const json = join(folder, 'deep/result.json');
    const { code, stdout } = await runExifclip([
      ...['evaluate', '--manifest', manifest, '--root', set, '--json', json],
      ...['--max-patches', '400', '--threads', '1'],
    ]);
    expect(code).toBe(0);
    const result = await readDocument(json);
    expect(result.images).toBe(4);
    expect(result.skipped.map(({ id }) => id)).toEqual(['unmasked', 'gone']);
    expect(result.command).toContain('evaluate --manifest');
    expect(result.perImage).toHaveLength(4);
    const ours = result.methods[result.defaultMethod]!;
    expect([ours.kind, ours.pMap!.n, ours.detection!.n]).toEqual(['ours', 2, 4]);
    const baselines = Object.entries(result.methods).filter(([, { kind }]) => kind === 'baseline');
    expect(baselines.map(([name]) => name)).toEqual([
      'constant',
      'noise-level',
      'error-level',
      'jpeg-grid',
      'double-quantization',
      'cfa-residue',
      'co-occurrence',
    ]);
    for (const name of ['constant', 'noise-level', 'error-level']) {
      expect(result.differences[name]!.mean).toBeGreaterThan(0);
      expect(result.differences[name]!.n).toBe(2);
    }
    expect(result.perImage[3]!.methods[result.defaultMethod]!.pMap).toBeUndefined();
    expect(stdout).toContain('p-mAP');
    expect(stdout).toContain('left out: gone');
  });
});

describe('exifclip evaluate on a small set', () => {
  const baselines = ['--methods', 'constant,noise-level,cfa-residue', '--threads', '1'];

  test('goes on after it was killed, with the same result as without that', async () => {
    const args = ['evaluate', '--dataset', 'in-the-wild', '--root', folder, ...baselines];
    const out = join(folder, 'killed');
    const killed = await runExifclip([...args, '--out', out], {
      killWhen: (stderr) => /^[3-8]\/9/m.test(stderr),
    });
    expect(killed.code).toBeNull();
    const rows = async () =>
      (await readFile(join(out, 'images.jsonl'), 'utf8')).split('\n').filter(Boolean).length - 1;
    const before = await rows();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(8);
    const { code } = await runExifclip([...args, '--out', out]);
    expect(code).toBe(0);
    expect(await rows()).toBe(8);
    const whole = join(folder, 'whole.json');
    await runExifclip([...args, '--json', whole]);
    const [resumed, straight] = [
      await readDocument(join(out, 'summary.json')),
      await readDocument(whole),
    ];
    expect({ ...resumed, command: '' }).toEqual({ ...straight, command: '' });
    expect(straight.skipped).toEqual([{ id: 'images/8', why: 'spliced, but has no mask' }]);
    const other = await runExifclip([...args, '--max-patches', '9', '--out', out]);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('another folder')]);
  });

  test('sweeps through worse images, and draws how the methods fare', async () => {
    const out = join(folder, 'swept');
    const { code, stdout } = await runExifclip([
      ...['evaluate', '--dataset', 'in-the-wild', '--root', wild, '--limit', '2', ...baselines],
      ...['--robustness', 'jpeg=95..50,resize=0.6,blur=1,noise=4', '--out', out],
    ]);
    expect(code).toBe(0);
    const result = await readDocument(join(out, 'summary.json'));
    expect(Object.keys(result.robustness)).toEqual([
      ...[95, 86, 77, 68, 59, 50].map((quality) => `jpeg=${quality}`),
      'resize=0.6',
      'blur=1',
      'noise=4',
    ]);
    expect(result.images).toBe(2);
    for (const { images, methods } of Object.values(result.robustness)) {
      expect([images, methods['noise-level']!.pMap!.n]).toEqual([2, 2]);
    }
    expect(stdout).toContain('p-mAP of images made worse');
    const svg = await readFile(join(out, 'robustness.svg'), 'utf8');
    expect(svg.match(/>(?:JPEG quality|resized by|blur, sigma|noise, sigma)/g)).toHaveLength(4);
    expect(svg).not.toMatch(/NaN|undefined/);
    const csv = await readFile(join(out, 'images.csv'), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(1 + 2 * 10 * 3 + 1);
  });

  test('a folder of another set is refused with what is missing and where to get it', async () => {
    const { code, stderr } = await runExifclip(['evaluate', '--dataset', 'dso1', '--root', wild]);
    expect(code).toBe(1);
    expect(stderr).toContain('DSO-1/splicing-*.png');
    expect(stderr).toContain('https://');
  });
});

test('a broken manifest is refused with its line', async () => {
  const manifest = join(folder, 'broken.jsonl');
  await writeFile(manifest, '{"dataset": "x", "id": "a"\n');
  const { code, stderr } = await runExifclip(['evaluate', '--manifest', manifest]);
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/broken\.jsonl.*1/);
});

test.each([
  [[], '--manifest or --dataset'],
  [['--manifest', 'a', '--dataset', 'dso1'], 'one of the two'],
  [['--dataset', 'dso2'], 'expected a dataset of columbia, dso1'],
  [['--dataset', 'dso1'], 'recodbr.wordpress.com'],
  [['--dataset', 'synthetic'], '--photos'],
  [['--manifest', 'a', '--methods', 'magic'], 'got magic'],
  [['--manifest', 'a', '--robustness', 'fog'], 'got fog'],
])('wrong usage is told, with exit code 2: %j', async (args, message) => {
  const { code, stderr } = await runExifclip(['evaluate', ...args]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
