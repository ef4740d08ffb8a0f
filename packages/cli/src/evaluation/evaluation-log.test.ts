import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImageResult } from './evaluation-document.ts';
import { openEvaluationLog } from './evaluation-log.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-log-'));
});
afterAll(() => rm(folder, { recursive: true }));

const row = (id: string): ImageResult => ({ dataset: 'd', id, label: 'spliced', methods: {} });

test('rows come back, without the one that was cut off in the middle', async () => {
  const path = join(folder, 'deep/rows.jsonl');
  const first = await openEvaluationLog(path, { model: 'a' });
  expect(first.finished).toEqual([]);
  await first.append(row('1'));
  await first.append(row('über'));
  await first.close();
  await appendFile(path, '{"dataset": "d", "id": "3", "la');
  const second = await openEvaluationLog(path, { model: 'a' });
  expect(second.finished).toEqual([row('1'), row('über')]);
  await second.append(row('3'));
  await second.close();
  const third = await openEvaluationLog(path, { model: 'a' });
  expect(third.finished).toEqual([row('1'), row('über'), row('3')]);
  await third.close();
});

test('rows of other settings are not mixed in, and are left alone', async () => {
  const path = join(folder, 'other.jsonl');
  await (await openEvaluationLog(path, { model: 'a' })).close();
  const before = await readFile(path, 'utf8');
  await expect(openEvaluationLog(path, { model: 'b' })).rejects.toThrow(
    /expected rows of an evaluation of \{"model":"b"\}, got \{"model":"a"\}/,
  );
  expect(await readFile(path, 'utf8')).toBe(before);
});

test('a damaged row is refused with its line', async () => {
  const path = join(folder, 'damaged.jsonl');
  await writeFile(path, '{"model":"a"}\nnonsense\n');
  await expect(openEvaluationLog(path, { model: 'a' })).rejects.toThrow(
    /damaged\.jsonl, line 2: expected a row of an evaluation, got nonsense/,
  );
});
