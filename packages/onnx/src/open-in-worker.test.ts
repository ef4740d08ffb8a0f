import { existsSync, readFileSync } from 'node:fs';
import { OnnxLoadError, type RuntimeName } from '@exifclip/onnx';
import { describe, expect, it } from 'vitest';
import { openInWorker } from './open-in-worker.node.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`fixtures/${name}.onnx`, import.meta.url)));
const vector = (...data: number[]) => ({ data: Float32Array.from(data), shape: [3] });
const built = new URL('../dist/session-worker.node.js', import.meta.url);
const runtimes: readonly RuntimeName[] = ['onnxruntime-node', 'onnxruntime-web'];

// A worker is started from a built file.
describe.skipIf(!existsSync(built)).each(runtimes)('a session of %s in a worker', (runtime) => {
  const open = (name = 'sums') =>
    openInWorker(fixture(name), { runtime, threads: 1, name: `${name}.onnx` }, built);

  it('runs as it does in the thread of the caller', async () => {
    const session = await open('linear');
    expect([session.runtime, session.inputNames]).toEqual([runtime, ['x', 'count']]);
    const count = { data: Int32Array.of(7), shape: [] };
    const x = { data: Float32Array.of(1, 2, 3), shape: [1, 3] };
    const outputs = await session.run({ x, count });
    expect(outputs.y).toEqual({ data: Float32Array.of(1.375, 7), shape: [1, 2] });
    expect(x.data).toEqual(Float32Array.of(1, 2, 3));
    await session.dispose();
  });

  it('loops there', async () => {
    const session = await open();
    const loop = await session.loop({ total: vector(1, 2, 3) }, { total: 'next' });
    expect(await loop.run({ x: vector(1, 1, 1) })).toEqual({ before: vector(1, 2, 3) });
    expect(await loop.run({ x: vector(1, 1, 1) })).toEqual({ before: vector(2, 3, 4) });
    expect(await loop.read()).toEqual({ total: vector(3, 4, 5) });
    await loop.dispose();
    await session.dispose();
  });

  it('refuses what the session refuses, with the same class and words', async () => {
    const session = await open();
    const run = session.run({ x: vector(1, 1, 1) });
    await expect(run).rejects.toThrow(TypeError);
    await expect(run).rejects.toThrow('sums.onnx: expected an input total, got none');
    await session.dispose();
    await session.dispose();
    await expect(session.run({})).rejects.toThrow('sums.onnx: run was called after dispose');
  });

  it('is an OnnxLoadError for bytes that are no graph', async () => {
    const loading = openInWorker(Uint8Array.of(1, 2, 3), { runtime }, built);
    await expect(loading).rejects.toThrow(OnnxLoadError);
    await expect(loading).rejects.toThrow(/^model is not an ONNX graph that can be loaded: /);
  });

  it('leaves the thread of the caller free while it works', async () => {
    const session = await open('linear');
    const rows = 400_000;
    const x = { data: new Float32Array(rows * 3).fill(1), shape: [rows, 3] };
    const count = { data: Int32Array.of(1), shape: [] };
    const progress = { done: false };
    const run = session.run({ x, count }).finally(() => {
      progress.done = true;
    });
    // In the caller's own thread, one turn of its loop would be the run itself.
    let turns = 0;
    for (; !progress.done; turns += 1) await new Promise(setImmediate);
    await run;
    expect(turns).toBeGreaterThan(20);
    await session.dispose();
  });
});
