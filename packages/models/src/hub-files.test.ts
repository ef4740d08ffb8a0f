import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type HubServer, startHubServer } from '../../../test/hub-server.ts';
import { bundledLocation } from './bundled-location.ts';
import { loadModel } from './load-model.ts';
import { listHubFiles } from './node.ts';
import { parseHubId } from './parse-hub-id.ts';

let server: HubServer;
let endpoint = '';
let cacheDir = '';

beforeAll(async () => {
  vi.spyOn(console, 'debug').mockImplementation(() => {}); // the client's
  server = await startHubServer(fileURLToPath(bundledLocation('base')));
  endpoint = server.endpoint;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'exifclip-hub-'));
});
afterEach(() => rm(cacheDir, { recursive: true }));

test('a model of the hub is fetched with progress, and once: the cache keeps it', async () => {
  const gets = () => server.asked.filter((request) => request.startsWith('GET')).length;
  const seen: [string, number, number][] = [];
  const onProgress = (file: string, done: number, total: number) => seen.push([file, done, total]);
  const open = () => loadModel('owner/name', { hub: { endpoint, cacheDir, onProgress } });
  const model = await open();
  expect(model.config.id).toBe('base');
  expect((await model.whitening())!.mean.shape).toEqual([128]);
  const { bytes } = model.config.files['whitening.safetensors']!;
  expect(seen.at(-1)).toEqual(['whitening.safetensors', bytes, bytes]);
  const fetched = gets();
  await (await open()).whitening();
  expect(gets()).toBe(fetched);
});

test('out of reach, the copy in the cache does; without one the error says what to do', async () => {
  await (await loadModel('owner/name', { hub: { endpoint, cacheDir } })).whitening();
  const unreachable = { endpoint: 'http://127.0.0.1:9', cacheDir };
  const model = await loadModel('owner/name@main', { hub: unreachable });
  expect((await model.whitening())!.mean.shape).toEqual([128]);
  await expect(model.patchEncoder()).rejects.toThrow(
    /owner\/name: patch-encoder\.onnx: .*out of reach/,
  );
});

test('a file that was altered on its way is refused by its checksum', async () => {
  server.alter = (path, bytes) => {
    if (path === 'whitening.safetensors') bytes[bytes.length - 1]! ^= 1;
    return bytes;
  };
  const model = await loadModel('hf:owner/name', { hub: { endpoint, cacheDir } });
  await expect(model.whitening()).rejects.toThrow(/whitening\.safetensors: expected SHA-256/);
  server.alter = (_path, bytes) => bytes;
});

test('a model that the hub does not have is named, with the answer', async () => {
  await expect(loadModel('owner/other', { hub: { endpoint, cacheDir } })).rejects.toThrow(
    /^owner\/other: config\.json: there is no such folder, and the .* gave no such file/,
  );
  const stopped = { hub: { endpoint, cacheDir }, signal: AbortSignal.abort(new Error('enough')) };
  await expect(loadModel('owner/name', stopped)).rejects.toThrow('enough');
});

test('`listHubFiles` lists a model’s files', async () => {
  const files = await listHubFiles(parseHubId('owner/name')!, { endpoint });
  expect(files).toContain('config.json');
  await expect(listHubFiles(parseHubId('owner/other')!, { endpoint })).rejects.toThrow(
    /^owner\/other: there is no such file or folder, nor on the hub/,
  );
});

test('a URL that leads to a model folder is read file by file', async () => {
  const model = await loadModel(`${endpoint}/owner/name/resolve/main`);
  expect(model.config.id).toBe('base');
  expect((await model.whitening())!.mean.shape).toEqual([128]);
});

test('`parseHubId` takes owner/name, with a revision or not, and nothing that looks like a path', () => {
  expect(parseHubId('hf:a-b/c.d@v1.0')).toEqual({ repo: 'a-b/c.d', revision: 'v1.0' });
  expect(parseHubId('a/b')).toEqual({ repo: 'a/b', revision: 'main' });
  for (const path of ['a', './a/b', '../b', '/a/b', 'a/b/c', 'a/.b', '', 'a/b@']) {
    expect(parseHubId(path), path).toBeUndefined();
  }
});
