import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCheckpoint, readRunLog } from '../node.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'killed-run-'));
});
afterAll(() => rm(root, { recursive: true }));

it('a run that is killed again and again comes to the same state, by the same log', async () => {
  const script = await bundledRun();
  const [whole, killed] = [join(root, 'whole'), join(root, 'killed')];
  expect(await runFor(script, whole, 60_000)).toBe('finished');
  let kills = 0;
  // Soon, so that a fast machine is killed a few times too, and later and later, so that a slow one
  // comes to a checkpoint.
  const delay = (): number => 10 + 5 * kills;
  while ((await runFor(script, killed, delay())) === 'killed') kills++;
  expect(kills).toBeGreaterThan(2);

  expect(await loadCheckpoint(killed)).toEqual(await loadCheckpoint(whole));
  const losses = async (folder: string) =>
    (await readRunLog(join(folder, 'log.jsonl'))).map(({ step, scalars }) => [step, scalars.loss]);
  const expected = await losses(whole);
  expect(expected).toHaveLength(120);
  expect(await losses(killed)).toEqual(expected);
  expect(await readFile(join(killed, 'checkpoints.json'), 'utf8')).toBe(
    await readFile(join(whole, 'checkpoints.json'), 'utf8'),
  );
  expect((await readdir(killed)).sort()).toEqual((await readdir(whole)).sort());
});

/** Runs until it ends, or kills it so many milliseconds after its first step. */
async function runFor(script: string, folder: string, milliseconds: number): Promise<string> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const first = Promise.race([once(child.stdout, 'data'), ended]);
  await first;
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const [code] = (await ended) as [number | null];
  clearTimeout(timer);
  if (code !== null && code !== 0) throw new Error(`expected the run to end well, got ${code}`);
  return code === 0 ? 'finished' : 'killed';
}

/**
 * A program whose weights wander by a chaotic map, so that any slip shows, from batches that go on
 * from a position.
 */
async function bundledRun(): Promise<string> {
  const entry = join(root, 'run.ts');
  const source = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));
  await writeFile(
    entry,
    `import { join } from 'node:path';
     import { train } from ${source('./train.ts')};
     import * as node from ${source('../node.ts')};
     const folder = process.argv[2];
     const one = (value) => ({ data: Float32Array.of(value), shape: [1] });
     let arrays = {};
     const engine = {
       load: async (state) => void (arrays = state),
       step: async ({ 'batch/x': x }) => {
         const w = arrays['parameters/w'].data[0];
         arrays = { 'parameters/w': one(3.9 * w * (1 - w) * (0.99 + 0.01 * x.data[0])) };
         return { 'metrics/loss': arrays['parameters/w'] };
       },
       read: async () => arrays,
       dispose: async () => {},
     };
     async function* batches(start, position = { seed: 7 }) {
       let { seed } = position;
       for (let step = start; ; step++) {
         seed = (seed * 48271) % 2147483647;
         await new Promise((resolve) => setTimeout(resolve, 1));
         yield { step, tensors: { x: one(seed / 2147483647) }, position: { seed } };
       }
     }
     const fresh = { step: 0, seed: 1, arrays: { 'parameters/w': one(0.3) } };
     const state = (await node.loadCheckpoint(folder)) ?? fresh;
     const policy = { best: { metric: 'w', mode: 'max' }, every: 50 };
     await node.settleCheckpoints(folder, policy);
     for await (const _ of train({
       engine, state, batches, schedule: () => 1, totalSteps: 120, divergence: false,
       validate: {
         every: 10,
         run: async (read) => ({ w: (await read()).arrays['parameters/w'].data[0] }),
       },
       checkpoint: { every: 7, save: node.checkpointKeeper(folder, policy) },
       logger: await node.jsonLinesLogger(join(folder, 'log.jsonl'), state.step),
     })) process.stdout.write('.');`,
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, resolve: { conditions: ['@exifclip/source', 'node'] } },
    build: {
      ssr: entry,
      outDir: root,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'run.mjs' } },
    },
  });
  return join(root, 'run.mjs');
}
