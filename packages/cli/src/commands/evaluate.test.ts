import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { runExifclip } from '../../test/run-exifclip.ts';
import type { EvaluationDocument } from '../evaluation/evaluation-document.ts';

const data = sharedData();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!data)('exifclip evaluate on real forgeries', () => {
  test('measures every method, beats both baselines, and says what was left out', async () => {
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
      'evaluate',
      '--manifest',
      manifest,
      '--root',
      set,
      '--json',
      json,
      '--max-patches',
      '400',
      '--threads',
      '1',
    ]);
    expect(code).toBe(0);
    const result = JSON.parse(await readFile(json, 'utf8')) as EvaluationDocument;
    expect(result.images).toBe(4);
    expect(result.skipped.map(({ id }) => id)).toEqual(['unmasked', 'gone']);
    expect(result.command).toContain('evaluate --manifest');
    expect(result.perImage).toHaveLength(4);
    const ours = result.methods[result.defaultMethod]!;
    expect([ours.kind, ours.pMap!.n, ours.detection!.n]).toEqual(['ours', 2, 4]);
    const baselines = Object.values(result.methods).filter(({ kind }) => kind === 'baseline');
    expect(baselines).toHaveLength(2);
    for (const { pMap } of baselines) expect(ours.pMap!.mean).toBeGreaterThan(pMap!.mean);
    expect(result.perImage[3]!.methods[result.defaultMethod]!.pMap).toBeUndefined();
    expect(stdout).toContain('p-mAP');
    expect(stdout).toContain('left out: gone');
  });
});

test('a broken manifest is refused with its line', async () => {
  const manifest = join(folder, 'broken.jsonl');
  await writeFile(manifest, '{"dataset": "x", "id": "a"\n');
  const { code, stderr } = await runExifclip(['evaluate', '--manifest', manifest]);
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/broken\.jsonl.*1/);
});

test('without a manifest the usage is shown, with exit code 2', async () => {
  const { code, stderr } = await runExifclip(['evaluate']);
  expect(code).toBe(2);
  expect(stderr).toContain('--manifest');
});
