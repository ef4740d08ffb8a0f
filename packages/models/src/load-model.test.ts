import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openModelFiles } from '#open-model-files';
import { bundledLocation } from './bundled-location.ts';
import { createOnnxEncoder } from './create-onnx-encoder.ts';
import { fetchModelFiles } from './fetch-model-files.ts';
import { loadModel } from './load-model.ts';

let folder = '';
const quiet = { threads: 1, onFallback: () => {} };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-models-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function copy(name: string): Promise<string> {
  const path = join(folder, name);
  await cp(fileURLToPath(bundledLocation('base')), path, { recursive: true });
  return path;
}

test('the bundled model embeds patches and sentences in one space, at unit length', async () => {
  const model = await loadModel();
  const encoder = await model.patchEncoder(quiet);
  const side = encoder.patchSize;
  const data = Uint8Array.from({ length: 2 * side * side * 3 }, (_, i) => (i * 7919) % 256);
  const patches = await encoder.encode({ data, shape: [2, side, side, 3] });
  expect(patches.shape).toEqual([2, encoder.dim]);
  expect(length(patches.data.subarray(0, encoder.dim))).toBeCloseTo(1, 4);
  await encoder.dispose();

  const text = await model.textEncoder();
  const sentences = await text.encode(['Make: Canon, Model: Canon EOS 350D', 'Make: SONY']);
  expect(sentences.shape).toEqual([2, encoder.dim]);
  expect(length(sentences.data.subarray(0, encoder.dim))).toBeCloseTo(1, 4);
});

test('weights stored as float16 take half of the bytes and give nearly the same embeddings', async () => {
  const model = await loadModel();
  const { files } = model.config;
  const bytes = (file: string) => files[file]!.bytes;
  expect(bytes('patch-encoder.float16.onnx') / bytes('patch-encoder.onnx')).toBeLessThan(0.52);
  const side = model.config.patchSize;
  const data = Uint8Array.from({ length: 2 * side * side * 3 }, (_, i) => (i * 7919) % 256);
  const [exact, near] = await Promise.all(
    (['float32', 'float16'] as const).map(async (weights) => {
      const encoder = await model.patchEncoder({ ...quiet, weights });
      const embeddings = await encoder.encode({ data, shape: [2, side, side, 3] });
      await encoder.dispose();
      return embeddings.data;
    }),
  );
  const cosine = dot(exact!.subarray(0, model.config.dim), near!.subarray(0, model.config.dim));
  expect(cosine).toBeGreaterThan(0.99999);
  expect(near).not.toEqual(exact);
});

test('an unseen model of a known make lies nearer to its make than to others', async () => {
  const text = await (await loadModel()).textEncoder();
  const unseen = 'Make: Canon, Model: Canon EOS 77777D';
  const known = ['Canon, Model: Canon EOS 350D', 'SONY, Model: DSC-WX80', 'Apple, Model: iPhone 6'];
  const { data } = await text.encode([unseen, ...known.map((words) => `Make: ${words}`)]);
  const row = (i: number) => data.subarray(i * text.dim, (i + 1) * text.dim);
  const [same, ...others] = [1, 2, 3].map((i) => dot(row(0), row(i)));
  for (const other of others) expect(same).toBeGreaterThan(other!);
});

test('the whitening has as many rows as embeddings have numbers', async () => {
  const model = await loadModel();
  const { mean, projection } = (await model.whitening())!;
  expect(mean.shape).toEqual([model.config.dim]);
  expect(projection.shape[0]).toBe(model.config.dim);
});

test('files may lie anywhere, and are checked there too', async () => {
  const bundled = openModelFiles('base');
  const model = await loadModel({ location: 'memory', read: (file) => bundled.read(file) });
  expect(model.location).toBe('memory');
  expect((await model.whitening())!.mean.shape).toEqual([model.config.dim]);
  const broken = await loadModel({
    location: 'memory',
    read: async (file) => (file === 'config.json' ? bundled.read(file) : new Uint8Array(3)),
  });
  await expect(broken.whitening()).rejects.toThrow('memory: whitening.safetensors: expected');
});

test('an altered, a cut and a missing file are refused by name', async () => {
  const altered = await copy('altered');
  const graph = await readFile(join(altered, 'patch-encoder.onnx'));
  graph[graph.length >> 1]! ^= 1;
  await writeFile(join(altered, 'patch-encoder.onnx'), graph);
  await expect((await loadModel(altered)).patchEncoder(quiet)).rejects.toThrow(
    /patch-encoder.*SHA/,
  );

  const cut = await copy('cut');
  await truncate(join(cut, 'whitening.safetensors'), 100);
  await expect((await loadModel(cut)).whitening()).rejects.toThrow(/whitening.*100/);

  await rm(join(cut, 'text-encoder.safetensors'));
  await expect((await loadModel(cut)).textEncoder()).rejects.toThrow(/text-encoder.*no such file/);
});

test('a folder that is no model is refused by name', async () => {
  await expect(loadModel(join(folder, 'nowhere'))).rejects.toThrow(/nowhere.*config\.json/);
  for (const [name, text] of Object.entries({
    'no JSON': 'hello',
    'a number': '7',
    'another format': '{"format": 3}',
    'no id': '{"format": 1, "id": ""}',
    'a bad size': '{"format": 1, "id": "x", "patchSize": -3, "dim": 1, "textBuckets": 1}',
    'a sentence encoder of no kind':
      '{"format": 2, "id": "x", "patchSize": 3, "dim": 1, "textEncoder": {}}',
    'no style':
      '{"format": 2, "id": "x", "patchSize": 3, "dim": 1, "textEncoder": {"kind": "onnx", "maxTokens": 9}}',
    'a path that leads out':
      '{"format": 2, "id": "x", "patchSize": 3, "dim": 1, "files": {"../x": {"bytes": 1, "sha256": ""}}}',
  })) {
    await writeFile(join(folder, 'config.json'), text);
    await expect(loadModel(folder), name).rejects.toThrow(/config\.json: expected/);
  }
});

test('a text graph of other names is refused, and so is a tokenizer that is none', async () => {
  const graph = await readFile(new URL('patch-encoder.onnx', bundledLocation('base')));
  const config = { kind: 'onnx', maxTokens: 8, sentence: { style: 'paper' } } as const;
  const steps = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };
  const vocabulary = { type: 'WordPiece', unk_token: 'u', vocab: { u: 0, a: 1 } };
  const tokenizer = { ...steps, added_tokens: [], model: vocabulary };
  const parts = { ...config, graph, tokenizer, tokenizerConfig: {}, dim: 2, name: 'x' };
  await expect(createOnnxEncoder(parts, quiet)).rejects.toThrow(
    'x: expected a graph inputIds,attentionMask → embeddings, got patches → embeddings',
  );
  await expect(createOnnxEncoder({ ...parts, tokenizer: {} }, quiet)).rejects.toThrow(
    /x: expected the contents of a tokenizer\.json/,
  );
});

test('`fetchModelFiles` names what could not be fetched, and with what status', async () => {
  const missing = fetchModelFiles(
    new URL('https://example.invalid/model'),
    async () => new Response('', { status: 404 }),
  );
  await expect(missing.read('config.json')).rejects.toThrow(/model\/config\.json.*404/);
  const offline = fetchModelFiles(new URL('https://example.invalid/model/'), () =>
    Promise.reject(new TypeError('fetch failed')),
  );
  await expect(offline.read('config.json')).rejects.toThrow(/config\.json: could not be fetched/);
});

function length(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
