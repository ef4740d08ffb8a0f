import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encodePng } from '@exifclip/image';
import { bundledLocation } from '@exifclip/models';
import { createSpliceDetector } from '@exifclip/splice';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { madePhoto } from './made-photo.ts';
import { openTestPage, type TestPage } from './open-test-page.ts';

type Entry = typeof import('./pages/splice.ts');

const photo = await encodePng(madePhoto(480, 360));
let page: TestPage<Entry>;

beforeAll(async () => {
  const entry = new URL('pages/splice.ts', import.meta.url);
  page = await openTestPage<Entry>(entry, { files: { 'photo.png': photo, ...servedAssets() } });
});
afterAll(() => page?.close());

/** A model folder and the WebAssembly file, as a site might serve them from elsewhere. */
function servedAssets(): Record<string, Uint8Array> {
  const folder = bundledLocation('base');
  const model = (file: string) => readFileSync(new URL(file, folder));
  const config = JSON.parse(model('config.json').toString()) as { files: Record<string, unknown> };
  const names = ['config.json', ...Object.keys(config.files)];
  const require = createRequire(new URL('../../packages/onnx/package.json', import.meta.url));
  const wasm = require.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  return {
    ...Object.fromEntries(names.map((name) => [`model/${name}`, model(name)])),
    'own.wasm': readFileSync(wasm),
  };
}

it('a PNG gets the same score, map and consistencies in Chromium as in Node', async () => {
  const detector = await createSpliceDetector({ onFallback: () => {} });
  const node = await detector.analyze(photo, { maxPatches: 200 });
  await detector.dispose();
  const browser = await page.call('analyzeFile', 'photo.png');
  expect(Math.abs(browser.score - node.score)).toBeLessThan(1e-3);
  expect(Math.abs(browser.probability! - node.probability!)).toBeLessThan(1e-3);
  expect(largestDifference(browser.heatmap, node.heatmap.data)).toBeLessThan(1e-3);
  const consistency = node.consistencyFrom(1, 2);
  expect(largestDifference(browser.consistency, consistency.data)).toBeLessThan(1e-3);
  expect(browser.warnings).toEqual(node.warnings);
  expect(browser.model).toBe(node.model);
});

it('with the bundled model, nothing is set up, evaluated or asked of another machine', () => {
  expect(page.errors).toEqual([]);
  expect(page.requests.filter((path) => !path.startsWith('/'))).toEqual([]);
});

it('the bundle holds no tfjs and no transformers.js', () => {
  expect(page.modules.some((path) => path.includes('onnxruntime-web'))).toBe(true);
  expect(page.modules.filter((path) => /tensorflow|tfjs|transformers/.test(path))).toEqual([]);
});

it('model and WebAssembly come from where they are said to lie', async () => {
  const fresh = await openTestPage<Entry>(new URL('pages/splice.ts', import.meta.url), {
    files: { 'photo.png': photo, ...servedAssets() },
  });
  try {
    const sources = { modelUrl: '/files/model/', wasmUrl: '/files/own.wasm' };
    const { score } = await fresh.call('analyzeFile', 'photo.png', sources);
    expect(score).toBeGreaterThan(0);
    expect(fresh.requests).toContain('/files/model/patch-encoder.onnx');
    expect(fresh.requests.filter((path) => path.endsWith('.wasm'))).toEqual(['/files/own.wasm']);
    expect(fresh.errors).toEqual([]);
  } finally {
    await fresh.close();
  }
});

it('a path is refused where only Node could read it', async () => {
  expect(await page.call('analyzePath', 'photo.jpg')).toContain(
    'TypeError: expected an image as bytes, Blob or pixels, got the path photo.jpg',
  );
});

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
