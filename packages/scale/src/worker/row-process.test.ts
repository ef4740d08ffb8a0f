import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowMaker } from '../../test/run-command.ts';
import { startRowProcess } from './row-process.ts';
import { RowProcessError } from './row-process-error.ts';
import type { OpenRequest } from './row-process-messages.ts';
import { rowProcesses } from './row-processes.ts';

const request: OpenRequest = {
  job: 'exif',
  options: {},
  threads: 1,
  rowMaker: pathToFileURL(rowMaker).href,
};
const limit = { timeout: 60 };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-scale-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a process makes rows of bytes, of files and of parts of files', async () => {
  const file = join(folder, 'a.bin');
  await writeFile(file, '0123456789');
  const process = await startRowProcess(request);
  const size = async (source: Parameters<typeof process.make>[0]['source']) => {
    const row = await process.make({ path: 'a', source }, limit);
    return [row.status, row['size'], row.error];
  };
  expect(process.opened.settings).toEqual({ job: 'exif', model: null });
  expect(await size({ bytes: Uint8Array.of(1, 2) })).toEqual(['ok', 2, null]);
  expect(await size({ file })).toEqual(['ok', 10, null]);
  expect(await size({ file, offset: 2, size: 3 })).toEqual(['ok', 3, null]);
  const [status, , error] = await size({ file, offset: 8, size: 3 });
  expect([status, error]).toEqual(['failed', `a: expected 3 bytes in ${file}, got 2`]);
  await process.end();
  expect(process.isAlive).toBe(false);
});

test('an input that aborts, never ends or throws ends its process, and the next has a new one', async () => {
  const processes = rowProcesses(request);
  const process = await processes.take();
  const source = { bytes: Uint8Array.of(1) };
  const make = (path: string, timeout = limit.timeout) =>
    process.make({ path, source }, { timeout });
  await expect(make('poison')).rejects.toThrow(new RowProcessError('its process ended by SIGABRT'));
  expect((await make('good')).status).toBe('ok');
  await expect(make('endless', 0.5)).rejects.toThrow('it took more than 0.5 s');
  expect((await make('good')).status).toBe('ok');
  await expect(make('throwing')).rejects.toThrow(new RowProcessError('broke its word'));
  expect((await make('good')).status).toBe('ok');
  processes.give(process);
  expect(await processes.take()).toBe(process);
  processes.give(process);
  await processes.close();
  expect(process.isAlive).toBe(false);
});

test('what cannot be opened is said', async () => {
  const model = join(folder, 'no-model');
  const opening = startRowProcess({ ...request, options: { model } });
  await expect(opening).rejects.toThrow('there is no such model');
  const empty = join(folder, 'empty.mjs');
  await writeFile(empty, '');
  const other = startRowProcess({ ...request, rowMaker: pathToFileURL(empty).href });
  await expect(other).rejects.toThrow('expected an exported function openRowMaker, got none');
});

test('the usual row maker makes the rows of the command', async () => {
  const process = await startRowProcess({ ...request, rowMaker: undefined });
  const source = { bytes: new TextEncoder().encode('no image') };
  const row = await process.make({ path: '/a.jpg', source }, limit);
  await process.end();
  expect(row).toMatchObject({ input: '/a.jpg', status: 'failed', sentence: null });
  expect(row.error).toContain('/a.jpg: expected an image');
});
