import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import type { BackendLoader, BackendName } from './backend-loader.ts';
import { BackendUnavailableError } from './backend-unavailable-error.ts';
import { chooseBackend } from './choose-backend.ts';
import { findAdapter } from './find-adapter.ts';
import { cpuLoader } from './portable-loaders.ts';

describe('chooseBackend', () => {
  it('takes wasm here, where no faster package is installed, and says so', async () => {
    const lines: string[] = [];
    const chosen = await chooseBackend({ log: (line) => lines.push(line) });
    expect(chosen.name).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
    expect(chosen.tried).toEqual([
      { name: 'tfjs-node-gpu', why: '@tensorflow/tfjs-node-gpu is not installed' },
      { name: 'tfjs-node', why: '@tensorflow/tfjs-node is not installed' },
      { name: 'webgpu', why: 'webgpu is not installed' },
    ]);
    expect(chosen.reason).toMatch(
      /^the next best, as tfjs-node-gpu: @tensorflow\/tfjs-node-gpu is/,
    );
    expect(lines).toEqual([`tfjs backend wasm: ${chosen.reason}`]);
  });

  it('leaves no listener for uncaught errors on the process', () => {
    const strange = process
      .listeners('uncaughtException')
      .filter((listener) => String(listener).includes('ExitStatus'));
    expect(strange).toEqual([]);
  });

  it('takes what is preferred, and prints nothing', async () => {
    const prints = [
      vi.spyOn(console, 'log'),
      vi.spyOn(console, 'warn'),
      vi.spyOn(process.stdout, 'write'),
      vi.spyOn(process.stderr, 'write'),
    ];
    const chosen = await chooseBackend({ prefer: 'cpu' });
    tf.scalar(1).dispose();
    for (const print of prints) expect(print).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    expect(chosen).toEqual({ name: 'cpu', reason: 'asked for', tried: [] });
    expect(tf.env().getBool('PROD')).toBe(false);
  });

  it('falls back from a missing, a broken, a dead and a doubled package', async () => {
    const { name, tried, reason } = await chooseBackend({
      prefer: 'webgpu',
      loaders: [
        failing('tfjs-node-gpu', "Cannot find package 'tfjs-node-gpu' imported from /app/x.js"),
        failing('tfjs-node', 'libtensorflow.so.2: cannot open shared object file\n    at require'),
        failing('webgpu', "Cannot find package 'webgpu-dependency' imported from webgpu"),
        standIn('wasm', async () => 'never registered'),
        cpuLoader,
      ],
    });
    expect(name).toBe('cpu');
    expect(tried).toEqual([
      { name: 'webgpu', why: "Cannot find package 'webgpu-dependency' imported from webgpu" },
      { name: 'tfjs-node-gpu', why: 'tfjs-node-gpu is not installed' },
      { name: 'tfjs-node', why: 'libtensorflow.so.2: cannot open shared object file' },
      { name: 'wasm', why: expect.stringContaining('another copy of @tensorflow/tfjs-core') },
    ]);
    expect(reason).toContain('tfjs-node: libtensorflow.so.2');
  });

  it('notices a backend that does not start or cannot compute', async () => {
    tf.registerBackend('dead', () => {
      throw new Error('no device');
    });
    tf.registerBackend('hollow', () => Object.assign(new tf.KernelBackend(), { dispose() {} }));
    const { tried } = await chooseBackend({
      loaders: [
        standIn('tfjs-node', async () => 'dead'),
        standIn('wasm', async () => 'hollow'),
        cpuLoader,
      ],
    });
    tf.removeBackend('dead');
    tf.removeBackend('hollow');
    expect(tried[0]).toEqual({ name: 'tfjs-node', why: 'it did not start' });
    expect(tried[1]).toEqual({ name: 'wasm', why: expect.stringMatching(/not yet implemented/) });
  });

  it('throws a clear error when nothing works, and for a name it does not know', async () => {
    await expect(chooseBackend({ loaders: [] })).rejects.toThrow(BackendUnavailableError);
    const loaders = [failing('cpu', 'no such luck')];
    await expect(chooseBackend({ loaders })).rejects.toThrow(
      'no tfjs backend works: cpu: no such luck',
    );
    await expect(chooseBackend({ prefer: 'webgl' as BackendName })).rejects.toThrow(
      new RangeError(
        'expected prefer to be one of tfjs-node-gpu, tfjs-node, webgpu, wasm, cpu, got webgl',
      ),
    );
  });
});

describe('findAdapter', () => {
  const software = { requestAdapter: async () => ({ info: { architecture: 'swiftshader' } }) };

  it('takes a real adapter always and a software one only where asked', async () => {
    const real = { requestAdapter: async () => ({ info: { architecture: 'ampere' } }) };
    await expect(findAdapter(real, false)).resolves.toBeUndefined();
    await expect(findAdapter(software, true)).resolves.toBeUndefined();
    await expect(findAdapter(software, false)).rejects.toThrow(/software one/);
    const fallback = { requestAdapter: async () => ({ isFallbackAdapter: true }) };
    await expect(findAdapter(fallback, false)).rejects.toThrow(BackendUnavailableError);
  });

  it('says when there is none', async () => {
    const none = { requestAdapter: async () => null };
    await expect(findAdapter(none, true)).rejects.toThrow('no WebGPU adapter was found');
  });
});

function standIn(name: BackendName, load: () => Promise<string>): BackendLoader {
  return { name, packageName: name, load };
}

function failing(name: BackendName, message: string): BackendLoader {
  return standIn(name, async () => {
    throw new Error(message);
  });
}
