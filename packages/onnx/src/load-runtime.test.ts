import { expect, it } from 'vitest';
import { loadRuntime as loadRuntimeOfBrowser } from './load-runtime.browser.ts';
import { loadRuntime } from './load-runtime.node.ts';

const standIn = { InferenceSession: { create: () => {} } };
const works = async () => standIn;
const breaks = async () => {
  throw new Error('libonnxruntime.so.1: cannot open shared object file\nand a long tail');
};

it('`loadRuntime` takes the native build where it loads', async () => {
  const runtime = await loadRuntime(undefined, { node: works, web: breaks });
  expect(runtime).toEqual({ name: 'onnxruntime-node', ort: standIn });
});

it('`loadRuntime` falls back to onnxruntime-web and gives the reason in one line', async () => {
  const runtime = await loadRuntime(undefined, { node: breaks, web: works });
  expect(runtime).toEqual({
    name: 'onnxruntime-web',
    ort: standIn,
    fallbackReason:
      'onnxruntime-node could not be loaded (libonnxruntime.so.1: cannot open shared object file); using the slower WebAssembly build of onnxruntime-web',
  });
});

it('`loadRuntime` finds the API of a CommonJS module behind its default export', async () => {
  const node = async () => ({ default: standIn });
  expect(await loadRuntime(undefined, { node, web: breaks })).toMatchObject({ ort: standIn });
});

it('`loadRuntime` passes over a module that is not ONNX Runtime', async () => {
  const { fallbackReason } = await loadRuntime(undefined, { node: async () => ({}), web: works });
  expect(fallbackReason).toMatch('the module has no InferenceSession');
});

it('`loadRuntime` does not fall back from a build that was asked for by name', async () => {
  const imports = { node: breaks, web: works };
  await expect(loadRuntime('onnxruntime-node', imports)).rejects.toThrow('libonnxruntime.so.1');
  const web = await loadRuntime('onnxruntime-web', imports);
  expect(web).toEqual({ name: 'onnxruntime-web', ort: standIn });
});

it('`loadRuntime` names both reasons when no build can be loaded', async () => {
  await expect(loadRuntime(undefined, { node: breaks, web: breaks })).rejects.toThrow(
    /^onnxruntime-node could not be loaded \(lib.+\), nor could onnxruntime-web \(lib.+\)$/,
  );
});

it('outside Node `loadRuntime` loads onnxruntime-web and refuses the native build', async () => {
  expect(await loadRuntimeOfBrowser()).toMatchObject({ name: 'onnxruntime-web' });
  await expect(loadRuntimeOfBrowser('onnxruntime-node')).rejects.toThrow(RangeError);
});
