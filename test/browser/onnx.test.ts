import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, expect, it } from 'vitest';
import {
  type OpenTestPageOptions,
  openTestPage,
  STRICT_POLICY,
  type TestPage,
} from './open-test-page.ts';

type Entry = typeof import('./pages/onnx.ts');

const linear = new Uint8Array(
  readFileSync(new URL('../../packages/onnx/src/fixtures/linear.onnx', import.meta.url)),
);
const y = [1.375, 7, 5.125, 22];
let page: TestPage<Entry> | undefined;

afterEach(async () => {
  await page?.close();
  page = undefined;
});

async function open(options?: OpenTestPageOptions): Promise<TestPage<Entry>> {
  page = await openTestPage<Entry>(new URL('pages/onnx.ts', import.meta.url), options);
  return page;
}

it('`createOnnxSession` runs a graph under a policy without unsafe-eval', async () => {
  const { call, errors, requests } = await open();
  expect(await call('runLinear', linear)).toEqual({
    runtime: 'onnxruntime-web',
    y,
    isolated: false,
  });
  expect(errors).toEqual([]);
  const wasm = requests.filter((path) => path.endsWith('.wasm'));
  expect(wasm).toEqual([expect.stringMatching(/^\/assets\/ort-wasm-simd-threaded-[\w-]+\.wasm$/)]);
});

it('`createOnnxSession` says in one line that bytes are no graph, and that the native build is for Node', async () => {
  const { call } = await open();
  expect(await call('failLinear', linear.slice(0, 100))).toMatch(
    /^OnnxLoadError: linear\.onnx is not an ONNX graph that can be loaded/,
  );
  expect(await call('failLinear', linear, { runtime: 'onnxruntime-node' })).toBe(
    'RangeError: expected runtime onnxruntime-web outside Node, got onnxruntime-node',
  );
});

it('`createOnnxSession` takes the WebAssembly from `wasmUrl`', async () => {
  const file = createRequire(import.meta.url).resolve(
    'onnxruntime-web/ort-wasm-simd-threaded.wasm',
  );
  const { call, errors, requests } = await open({ files: { 'own.wasm': readFileSync(file) } });
  expect(await call('runLinear', linear, { wasmUrl: '/files/own.wasm' })).toMatchObject({ y });
  expect(errors).toEqual([]);
  expect(requests.filter((path) => path.endsWith('.wasm'))).toEqual(['/files/own.wasm']);
});

it('`createOnnxSession` uses threads on a page that is cross-origin isolated', async () => {
  const { call, errors, page: playwright } = await open({ isolated: true });
  expect(await call('runLinear', linear, { threads: 2 })).toMatchObject({ y, isolated: true });
  expect(playwright.workers()).toHaveLength(1);
  expect(errors).toEqual([]);
});

it('`createOnnxSession` runs a graph in a worker, under the same policy', async () => {
  const { call, errors, page: playwright } = await open();
  expect(await call('runLinear', linear, { worker: true })).toMatchObject({ y });
  expect(playwright.workers().length).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

it('`createOnnxSession` runs a graph on WebGPU, from the build that a page passes', async () => {
  const { call, errors, requests } = await open();
  expect(await call('runLinearOnGpu', linear)).toMatchObject({ y });
  expect(errors).toEqual([]);
  const wasm = requests.filter((path) => path.endsWith('.wasm'));
  expect(wasm).toEqual([expect.stringMatching(/asyncify|jsep|jspi/)]);
});

it('`createOnnxSession` fails with an error where the policy forbids WebAssembly', async () => {
  const { call } = await open({ policy: STRICT_POLICY.replace(" 'wasm-unsafe-eval'", '') });
  expect(await call('failLinear', linear)).toMatch(
    /Error: .*(WebAssembly|wasm|CSP|Content Security)/,
  );
});
