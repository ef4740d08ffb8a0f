import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSafetensors } from '@exifclip/nn/safetensors';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../node.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { parseTrainState } from './parse-train-state.ts';
import { serializeTrainState } from './serialize-train-state.ts';
import { createTrainState, parametersOf, type TrainState } from './train-state.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('parseTrainState', () => {
  it('gives back what `serializeTrainState` took', () => {
    const state = { ...someState(), step: 12 };
    expect(parseTrainState(serializeTrainState(state))).toEqual(state);
    expect(parametersOf(state)).toEqual({
      'a/kernel': { data: Float32Array.of(1, 2, Number.NaN), shape: [3, 1] },
      logScale: { data: Float32Array.of(3), shape: [] },
    });
  });

  it('keeps the position of the batches, and sees a bit that was turned over', () => {
    const state = { ...someState(), position: { shard: 3, random: [1, null, 'a'] } };
    const bytes = serializeTrainState(state, { validation: { recall: Number.NaN } });
    expect(parseTrainState(bytes)).toEqual(state);
    bytes[bytes.length - 1]! ^= 1;
    expect(() => parseTrainState(bytes)).toThrow(/^checkpoint: damaged: expected checksum/);
  });

  it('reads a file from before there were checksums', () => {
    const { arrays } = someState();
    const bytes = writeSafetensors(arrays, { step: '0', seed: '42' });
    expect(parseTrainState(bytes)).toEqual(someState());
  });

  it('refuses damaged bytes and files of something else', () => {
    const bytes = serializeTrainState(someState());
    const one = { data: Float32Array.of(1), shape: [1] };
    const cases: [Uint8Array, RegExp][] = [
      [bytes.subarray(0, bytes.length - 1), /^c: not a whole checkpoint: /],
      [new Uint8Array(0), /^c: not a whole checkpoint: /],
      [writeSafetensors({ kernel: one }, { step: '1', seed: '1' }), /^c: expected parameters/],
      [writeSafetensors({ 'parameters/a': one }), /whole step in the metadata, got undefined/],
      [writeSafetensors({}, { step: '1', seed: '0.5' }), /whole seed in the metadata, got 0.5/],
      [writeSafetensors({}, { step: '1', seed: '1', position: '{' }), /position in JSON, got {$/],
    ];
    for (const [damaged, message] of cases) {
      expect(() => parseTrainState(damaged, { name: 'c' })).toThrow(CheckpointError);
      expect(() => parseTrainState(damaged, { name: 'c' })).toThrow(message);
    }
  });
});

describe('saveCheckpoint and loadCheckpoint', () => {
  it('find nothing in a folder without one', async () => {
    expect(await loadCheckpoint(join(folder, 'absent'))).toBeUndefined();
  });

  it('keep the newest state, in a folder made for it', async () => {
    const nested = join(folder, 'runs', 'first');
    await saveCheckpoint(nested, someState());
    await saveCheckpoint(nested, { ...someState(), step: 7 });
    expect(await loadCheckpoint(nested)).toEqual({ ...someState(), step: 7 });
  });

  it('name the file when it is damaged', async () => {
    await saveCheckpoint(folder, someState());
    const path = join(folder, 'checkpoint.safetensors');
    await writeFile(path, (await readFile(path)).subarray(0, 50));
    await expect(loadCheckpoint(folder)).rejects.toThrow(CheckpointError);
    await expect(loadCheckpoint(folder)).rejects.toThrow(path);
  });

  it('leave a whole checkpoint whenever the process is killed', async () => {
    const script = await bundledSaver();
    const killed = join(folder, 'killed');
    let last = 0;
    let drafts = 0;
    for (let round = 0; round < 10 || (drafts === 0 && round < 50); round++) {
      const child = spawn(process.execPath, [script, killed, String(last)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data'); // the first save is done
      const path = join(killed, 'checkpoint.safetensors.tmp');
      if (round % 2 === 0) await new Promise((resolve) => setTimeout(resolve, (round * 17) % 90));
      else while ((await stat(path).catch(() => undefined)) === undefined);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const state = await loadCheckpoint(killed);
      expect(state!.step).toBeGreaterThan(last);
      expect(new Set(state!.arrays['parameters/a']!.data)).toEqual(new Set([state!.step]));
      last = state!.step;
      if ((await stat(path).catch(() => undefined)) !== undefined) drafts++;
    }
    expect(drafts).toBeGreaterThan(0); // some were killed while they wrote
  });
});

function someState(): TrainState {
  return createTrainState(
    {
      'a/kernel': { data: Float32Array.of(1, 2, Number.NaN), shape: [3, 1] },
      logScale: { data: Float32Array.of(3), shape: [] },
    },
    42,
  );
}

/** A program that saves states of rising step, 4 MB each, until it is killed. */
async function bundledSaver(): Promise<string> {
  const entry = join(folder, 'saver.ts');
  const source = fileURLToPath(new URL('../node.ts', import.meta.url));
  await writeFile(
    entry,
    `import { saveCheckpoint } from ${JSON.stringify(source)};
     const [folder, start] = process.argv.slice(2);
     for (let step = Number(start) + 1; ; step++) {
       const data = new Float32Array(1e6).fill(step);
       await saveCheckpoint(folder, { step, seed: 1, arrays: { 'parameters/a': { data, shape: [1e6] } } });
       process.stdout.write('.');
     }`,
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, resolve: { conditions: ['@exifclip/source', 'node'] } },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'saver.mjs' } },
    },
  });
  return join(folder, 'saver.mjs');
}
