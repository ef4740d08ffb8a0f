import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStepLog } from './step-log.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-log-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a resumed log drops what came after the checkpoint, and the half line of a killed process', async () => {
  const path = join(folder, 'log.jsonl');
  await writeFile(
    path,
    '{"step":1,"loss":3}\n{"step":2,"loss":2}\n{"step":3,"loss":1}\n{"step":4,"lo',
  );
  const log = await openStepLog(path, 2);
  await log.append(3, { loss: 1.5 });
  expect(await readFile(path, 'utf8')).toBe(
    '{"step":1,"loss":3}\n{"step":2,"loss":2}\n{"step":3,"loss":1.5}\n',
  );
});

test('a fresh run begins with an empty log', async () => {
  const path = join(folder, 'fresh.jsonl');
  await openStepLog(path, 0);
  expect(await readFile(path, 'utf8')).toBe('');
});
