import { readFileSync } from 'node:fs';
import { createOnnxSession, type RuntimeName } from '@exifclip/onnx';
import { describe, expect, it } from 'vitest';

// next = total + x and before = total · x, all of [3]; see make-graphs.mjs.
const sums = new Uint8Array(readFileSync(new URL('fixtures/sums.onnx', import.meta.url)));
const vector = (...data: number[]) => ({ data: Float32Array.from(data), shape: [3] });
const successors = { total: 'next' };
const runtimes: readonly RuntimeName[] = ['onnxruntime-node', 'onnxruntime-web'];

describe.each(runtimes)('`loop` in %s', (runtime) => {
  const load = () => createOnnxSession(sums, { runtime, threads: 1, name: 'sums.onnx' });

  it('feeds what a run gave to the next one, and returns the other outputs', async () => {
    const session = await load();
    const loop = await session.loop({ total: vector(1, 2, 3) }, successors);
    expect(await loop.run({ x: vector(10, 10, 10) })).toEqual({ before: vector(10, 20, 30) });
    expect(await loop.run({ x: vector(1, 1, 1) })).toEqual({ before: vector(11, 12, 13) });
    expect(await loop.run({ x: vector(2, 2, 2) })).toEqual({ before: vector(24, 26, 28) });
    expect(await loop.read()).toEqual({ total: vector(14, 15, 16) });
    await session.dispose();
  });

  it('takes copies and gives copies', async () => {
    const session = await load();
    const start = vector(0, 0, 0);
    const loop = await session.loop({ total: start }, successors);
    const outputs = [];
    for (let i = 0; i < 3; i += 1) outputs.push(await loop.run({ x: vector(1, 2, 3) }));
    const read = await loop.read();
    (read.total!.data as Float32Array).fill(99);
    expect(start).toEqual(vector(0, 0, 0));
    expect(outputs.map(({ before }) => before!.data[1])).toEqual([0, 4, 8]);
    expect(await loop.read()).toEqual({ total: vector(3, 6, 9) });
    await session.dispose();
  });

  it('keeps what it had when an input is refused', async () => {
    const session = await load();
    const loop = await session.loop({ total: vector(1, 1, 1) }, successors);
    await expect(loop.run({})).rejects.toThrow('sums.onnx: expected an input x, got none');
    await expect(loop.run({ x: vector(1, 1, 1), total: vector(1, 1, 1) })).rejects.toThrow(
      'sums.onnx: expected inputs x, got total',
    );
    expect(await loop.read()).toEqual({ total: vector(1, 1, 1) });
    await session.dispose();
  });

  it('carries NaN and infinity along', async () => {
    const session = await load();
    const loop = await session.loop({ total: vector(Number.NaN, 0, 0) }, successors);
    await loop.run({ x: vector(1, Number.POSITIVE_INFINITY, 1) });
    const { total } = await loop.read();
    expect([...total!.data]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, 1]);
    await session.dispose();
  });

  it('is refused where a successor does not fit', async () => {
    const session = await load();
    const refuses = (pairs: Record<string, string>, start: string[], message: string) =>
      expect(
        session.loop(Object.fromEntries(start.map((name) => [name, vector(1, 2, 3)])), pairs),
      ).rejects.toThrow(new TypeError(message));
    await refuses(
      { sum: 'next' },
      ['sum'],
      'sums.onnx: expected names of inputs and outputs, got sum',
    );
    await refuses(
      { total: 'next', x: 'next' },
      ['total', 'x'],
      'sums.onnx: expected a successor of its own for each input',
    );
    await refuses({ total: 'next' }, [], 'sums.onnx: expected an input total, got none');
    await session.dispose();
  });

  it('cannot be used after `dispose`, its own or that of the session', async () => {
    const session = await load();
    const start = { total: vector(1, 2, 3) };
    const loops = [await session.loop(start, successors), await session.loop(start, successors)];
    await loops[0]!.dispose();
    await expect(loops[0]!.read()).rejects.toThrow('sums.onnx: a loop was used after dispose');
    await session.dispose();
    await expect(loops[1]!.run({ x: vector(1, 1, 1) })).rejects.toThrow('after dispose');
    await expect(session.loop(start, successors)).rejects.toThrow('after dispose');
  });
});
