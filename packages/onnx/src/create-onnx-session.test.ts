import { readFileSync } from 'node:fs';
import { createOnnxSession, OnnxLoadError, type RuntimeName } from '@exifclip/onnx';
import { afterEach, describe, expect, it, vi } from 'vitest';

// y = (x · weight) + bias for x of [batch, 3], and count passed through; see make-graphs.mjs.
const linear = new Uint8Array(readFileSync(new URL('fixtures/linear.onnx', import.meta.url)));
const x = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] };
const count = { data: Int32Array.of(7), shape: [] };
const runtimes: readonly RuntimeName[] = ['onnxruntime-node', 'onnxruntime-web'];

describe.each(runtimes)('in %s', (runtime) => {
  const options = { runtime, threads: 1, name: 'linear.onnx' };

  it('`createOnnxSession` loads a graph that computes what it says', async () => {
    const session = await createOnnxSession(linear, options);
    expect(session.runtime).toBe(runtime);
    expect(session.fallbackReason).toBeUndefined();
    expect(session.inputNames).toEqual(['x', 'count']);
    expect(session.outputNames).toEqual(['y', 'same']);
    const { y, same } = await session.run({ x, count });
    // Every product and sum here is exact in float32.
    expect(y).toEqual({ data: Float32Array.of(1.375, 7, 5.125, 22), shape: [2, 2] });
    expect(same).toEqual(count);
    await session.dispose();
  });

  it('one session serves any batch, an empty one and a large one among them', async () => {
    const session = await createOnnxSession(linear, options);
    for (const batch of [0, 1, 1000]) {
      const rows = { data: new Float32Array(batch * 3).fill(1), shape: [batch, 3] };
      const { y } = await session.run({ x: rows, count });
      expect(y!.shape).toEqual([batch, 2]);
      expect(y!.data.every((value) => value === 1.375 || value === -3)).toBe(true);
    }
    await session.dispose();
  });

  it('NaN and infinity pass through as in any float arithmetic', async () => {
    const session = await createOnnxSession(linear, options);
    const odd = { data: Float32Array.of(Number.NaN, 0, 0, 0, Number.POSITIVE_INFINITY, 0) };
    const { y } = await session.run({ x: { ...odd, shape: [2, 3] }, count });
    const infinity = Number.POSITIVE_INFINITY;
    expect([...y!.data]).toEqual([Number.NaN, Number.NaN, infinity, infinity]);
    await session.dispose();
  });

  it('inputs that do not fit the graph are refused by name', async () => {
    const session = await createOnnxSession(linear, options);
    const { data } = x;
    const refuses = (inputs: Parameters<typeof session.run>[0], message: string) =>
      expect(session.run(inputs)).rejects.toThrow(new TypeError(message));
    await refuses({ x }, 'linear.onnx: expected an input count, got none');
    await refuses({ x, count, z: x }, 'linear.onnx: expected inputs x, count, got z');
    await refuses(
      { x: { data, shape: [3, 2] }, count },
      'linear.onnx: input x: expected the shape [batch, 3], got [3, 2]',
    );
    await refuses(
      { x: { data, shape: [6] }, count },
      'linear.onnx: input x: expected the shape [batch, 3], got [6]',
    );
    await refuses(
      { x: { data, shape: [1, 3] }, count },
      'linear.onnx: input x: expected 3 elements for [1, 3], got 6',
    );
    await refuses(
      { x: { data: Int32Array.from(data), shape: [2, 3] }, count },
      'linear.onnx: input x: expected float32 data, got int32',
    );
    const doubles = Float64Array.from(data) as unknown as Float32Array;
    await refuses(
      { x: { data: doubles, shape: [2, 3] }, count },
      'linear.onnx: input x: expected a Float32Array, Int32Array, Uint8Array or BigInt64Array, got Float64Array',
    );
    await session.dispose();
  });

  it('bytes that are no graph throw an OnnxLoadError that names the model', async () => {
    const noise = Uint8Array.from({ length: 1000 }, (_, i) => (i * 37) % 251);
    for (const bytes of [new Uint8Array(), noise, linear.slice(0, 100)]) {
      const loading = createOnnxSession(bytes, options);
      await expect(loading).rejects.toThrow(OnnxLoadError);
      await expect(loading).rejects.toThrow(
        /^linear\.onnx is not an ONNX graph that can be loaded/,
      );
      await expect(loading).rejects.toMatchObject({ model: 'linear.onnx' });
    }
  });

  it('a run after `dispose` throws, and a second `dispose` does nothing', async () => {
    const session = await createOnnxSession(linear, options);
    await session.dispose();
    await session.dispose();
    await expect(session.run({ x, count })).rejects.toThrow(
      'linear.onnx: run was called after dispose',
    );
  });

  it('an aborted signal stops a run before it starts, and only that run', async () => {
    const session = await createOnnxSession(linear, options);
    const reason = new Error('enough');
    const aborted = session.run({ x, count }, { signal: AbortSignal.abort(reason) });
    await expect(aborted).rejects.toBe(reason);
    const { signal } = new AbortController();
    await expect(session.run({ x, count }, { signal })).resolves.toHaveProperty('y');
    await session.dispose();
  });
});

describe('where onnxruntime-node is broken', () => {
  afterEach(() => {
    vi.doUnmock('onnxruntime-node');
  });

  it('`createOnnxSession` runs in onnxruntime-web and tells `onFallback` why', async () => {
    vi.doMock('onnxruntime-node', () => {
      throw new Error('no such binary');
    });
    const reasons: string[] = [];
    const onFallback = (reason: string) => reasons.push(reason);
    const session = await createOnnxSession(linear, { threads: 1, onFallback });
    expect(session.runtime).toBe('onnxruntime-web');
    expect(reasons).toEqual([session.fallbackReason]);
    expect(reasons[0]).toMatch(/^onnxruntime-node could not be loaded \(.+\); using the slower/);
    const { y } = await session.run({ x, count });
    expect([...y!.data]).toEqual([1.375, 7, 5.125, 22]);
    await session.dispose();
  });
});
