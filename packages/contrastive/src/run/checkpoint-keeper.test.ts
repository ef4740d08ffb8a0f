import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  checkpointKeeper,
  listCheckpoints,
  loadCheckpoint,
  saveCheckpoint,
  settleCheckpoints,
} from '../node.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { TrainState } from './train-state.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'checkpoint-keeper-'));
});
afterAll(() => rm(root, { recursive: true }));

const best = { metric: 'recall', mode: 'max' } as const;

describe('checkpointKeeper', () => {
  it('keeps last, best and every n-th, deletes the rest, and lists what there is', async () => {
    const folder = join(root, 'a', 'run');
    const save = checkpointKeeper(folder, { last: 1, best, every: 40 });
    for (const [step, recall] of [[10], [20, 0.7], [30], [40, 0.2], [50], [60, 0.3]] as const) {
      await save(stateAt(step), { validation: recall === undefined ? undefined : { recall } });
    }
    expect(await files(folder)).toEqual([
      'checkpoint-00000020.safetensors',
      'checkpoint-00000040.safetensors',
      'checkpoint-00000060.safetensors',
      'checkpoints.json',
    ]);
    expect(JSON.parse(await readFile(join(folder, 'checkpoints.json'), 'utf8'))).toEqual({
      last: 'checkpoint-00000060.safetensors',
      best: 'checkpoint-00000020.safetensors',
      checkpoints: [
        { file: 'checkpoint-00000020.safetensors', step: 20, validation: { recall: 0.7 } },
        { file: 'checkpoint-00000040.safetensors', step: 40, validation: { recall: 0.2 } },
        { file: 'checkpoint-00000060.safetensors', step: 60, validation: { recall: 0.3 } },
      ],
    });
    expect((await loadCheckpoint(folder))!.step).toBe(60);
    expect((await loadCheckpoint(folder, { best }))!.step).toBe(20);
    expect((await loadCheckpoint(folder, { step: 40 }))!.step).toBe(40);
    expect(await loadCheckpoint(folder, { step: 50 })).toBeUndefined();
  });

  it('a run that goes on settles what one that was killed between file and list left', async () => {
    const folder = join(root, 'unsettled');
    await settleCheckpoints(folder); // there is nothing, and nothing is made
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    const save = checkpointKeeper(folder, { last: 1 });
    await save(stateAt(10), {});
    const [list, path] = [join(folder, 'checkpoints.json'), 'checkpoint-00000010.safetensors'];
    const [before, kept] = [await readFile(list), await readFile(join(folder, path))];
    await save(stateAt(20), {});
    await writeFile(list, before);
    await writeFile(join(folder, path), kept);
    await settleCheckpoints(folder, { last: 1 });
    expect(await files(folder)).toEqual(['checkpoint-00000020.safetensors', 'checkpoints.json']);
    expect(await readFile(list, 'utf8')).toContain('"last": "checkpoint-00000020.safetensors"');
  });

  it('knows from the files alone what another process kept, and clears its drafts away', async () => {
    const folder = join(root, 'resumed');
    await checkpointKeeper(folder, { best })(stateAt(10), { validation: { recall: 1 } });
    await rm(join(folder, 'checkpoints.json'));
    await writeFile(join(folder, 'checkpoint-00000015.safetensors.tmp'), 'half');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const save = checkpointKeeper(folder, { last: 1, best });
    for (const step of [20, 30]) await save(stateAt(step), {});
    expect(await files(folder)).toEqual([
      'checkpoint-00000010.safetensors',
      'checkpoint-00000030.safetensors',
      'checkpoints.json',
      'notes.txt',
    ]);
  });

  it('deletes the future of a run that went back', async () => {
    const folder = join(root, 'back');
    const save = checkpointKeeper(folder, { last: 9 });
    for (const step of [10, 20, 30, 20]) await save(stateAt(step), {});
    expect((await listCheckpoints(folder)).map(({ step }) => step)).toEqual([10, 20]);
  });

  it('refuses a policy that keeps nothing before there is anything to lose', () => {
    expect(() => checkpointKeeper(root, { last: 0 })).toThrow(/last.*got 0/);
  });
});

describe('loadCheckpoint', () => {
  it('falls back to the one before when a file is damaged, and says so', async () => {
    const folder = join(root, 'damaged');
    const save = checkpointKeeper(folder, { last: 4 });
    for (const step of [10, 20, 30, 40]) await save(stateAt(step), {});
    const paths = (await listCheckpoints(folder)).map(({ path }) => path);
    await damage(paths[3]!, (bytes) => bytes.subarray(0, 40)); // cut within the header
    await damage(paths[2]!, flipLastBit); // one bit of a number
    const told: CheckpointError[] = [];
    const state = await loadCheckpoint(folder, {
      onDamaged: (error, taken) => {
        told.push(error);
        expect(taken).toBe(paths[1]);
      },
    });
    expect(state).toEqual(stateAt(20));
    expect(told.map(({ inputName }) => inputName)).toEqual([paths[3], paths[2]]);
    expect(told[1]!.message).toMatch(/damaged: expected checksum [0-9a-f]{8}, got [0-9a-f]{8}$/);

    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await loadCheckpoint(folder);
    expect(warn).toHaveBeenCalledTimes(2);
    expect(warn.mock.lastCall![0]).toMatch(/, got [0-9a-f]{8}; .*20.safetensors is taken instead$/);
    warn.mockRestore();

    await damage(paths[1]!, () => new Uint8Array(0));
    await damage(paths[0]!, (bytes) => bytes.fill(0));
    const error = await loadCheckpoint(folder).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CheckpointError);
    for (const path of paths) expect((error as Error).message).toContain(path);
  });

  it('takes the file of `saveCheckpoint` too, whichever is newer', async () => {
    const folder = join(root, 'both');
    await saveCheckpoint(folder, stateAt(5));
    await checkpointKeeper(folder)(stateAt(3), {});
    expect((await loadCheckpoint(folder))!.step).toBe(5);
    await checkpointKeeper(folder)(stateAt(8), {});
    expect((await loadCheckpoint(folder))!.step).toBe(8);
    expect(await loadCheckpoint(folder, { best })).toBeUndefined();
  });

  it('finds a whole state, and the best one, whenever the process is killed', async () => {
    const script = await bundledKeeper();
    const folder = join(root, 'killed');
    let last = 0;
    for (let round = 0; round < 8; round++) {
      const child = spawn(process.execPath, [script, folder, String(last)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data'); // the first save is done
      await new Promise((resolve) => setTimeout(resolve, (round * 23) % 90));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const fail = (error: CheckpointError): never => {
        throw error;
      };
      const state = await loadCheckpoint(folder, { onDamaged: fail });
      expect(state!.step).toBeGreaterThan(last);
      expect(new Set(state!.arrays['parameters/a']!.data)).toEqual(new Set([state!.step]));
      // the very first was the best
      expect((await loadCheckpoint(folder, { best, onDamaged: fail }))!.step).toBe(1);
      last = state!.step;
    }
  });
});

function stateAt(step: number): TrainState {
  const w = { data: Float32Array.of(step, -1), shape: [2] };
  return { step, seed: 3, arrays: { 'parameters/w': w }, position: { photo: step } };
}

async function files(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}

async function damage(path: string, change: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  await writeFile(path, change(new Uint8Array(await readFile(path))));
}

/** A program that keeps states of rising step, 1 MB each, until it is killed. */
async function bundledKeeper(): Promise<string> {
  const entry = join(root, 'keeper.ts');
  const source = fileURLToPath(new URL('../node.ts', import.meta.url));
  await writeFile(
    entry,
    `import { checkpointKeeper } from ${JSON.stringify(source)};
     const [folder, start] = process.argv.slice(2);
     const save = checkpointKeeper(folder, { best: { metric: 'recall', mode: 'max' } });
     for (let step = Number(start) + 1; ; step++) {
       const data = new Float32Array(250_000).fill(step);
       const arrays = { 'parameters/a': { data, shape: [250_000] } };
       await save({ step, seed: 1, arrays }, { validation: { recall: 1 / step } });
       process.stdout.write('.');
     }`,
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, resolve: { conditions: ['@exifclip/source', 'node'] } },
    build: {
      ssr: entry,
      outDir: root,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'keeper.mjs' } },
    },
  });
  return join(root, 'keeper.mjs');
}

function flipLastBit(bytes: Uint8Array): Uint8Array {
  bytes[bytes.length - 1]! ^= 1;
  return bytes;
}
