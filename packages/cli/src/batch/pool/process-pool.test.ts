import { expect, test } from 'vitest';
import { processPool } from './process-pool.ts';
import { type RowProcess, RowProcessEnded } from './row-process.ts';

/** Processes that end over inputs called `crash…`, and over `shy` unless it is alone. */
function fakeProcesses() {
  const state = { started: 0, running: 0, fails: false };
  const start = async (): Promise<RowProcess> => {
    if (state.fails) throw new Error('no more memory');
    state.started += 1;
    state.running += 1;
    const waiting = new Set<(error: Error) => void>();
    let ended: RowProcessEnded | undefined;
    let asked = 0;
    const end = (): void => {
      if (!ended) state.running -= 1;
      ended ??= new RowProcessEnded('SIGSEGV');
      for (const reject of waiting) reject(ended);
      waiting.clear();
    };
    return {
      settings: { job: 'exif' },
      columns: [{ name: 'input', type: 'text' }],
      get load() {
        return waiting.size;
      },
      get hasEnded() {
        return ended !== undefined;
      },
      make: ({ path }) =>
        new Promise((resolve, reject) => {
          asked += 1;
          const isFirst = asked === 1;
          waiting.add(reject);
          setTimeout(() => {
            if (path.startsWith('crash') || (path === 'shy' && !isFirst)) end();
            waiting.delete(reject);
            resolve({ input: path, sha256: null, status: 'ok', error: null });
          }, 1);
        }),
      stop: async () => end(),
    };
  };
  return { state, start };
}

test('an input that ends its process fails alone, and all others are made', async () => {
  const { state, start } = fakeProcesses();
  const pool = await processPool(start, 3);
  const paths = Array.from({ length: 60 }, (_, i) => (i % 20 === 7 ? `crash ${i}` : `photo ${i}`));
  paths.splice(30, 0, 'shy');
  const rows = await Promise.all(paths.map((path) => pool.make({ path })));
  expect(rows.map(({ input }) => input)).toEqual(paths);
  const failed = rows.filter(({ status }) => status === 'failed');
  expect(failed.map(({ input }) => input)).toEqual(['crash 7', 'crash 27', 'crash 47']);
  expect(failed[0]!.error).toBe('crash 7: the process that read it has ended (SIGSEGV)');
  await pool.dispose();
  expect(state.running).toBe(0);
});

test('where no process can be started any more the batch ends with the reason', async () => {
  const { state, start } = fakeProcesses();
  const pool = await processPool(start, 2);
  state.fails = true;
  await expect(pool.make({ path: 'crash' })).rejects.toThrow('no more memory');
  await pool.dispose();
});

test('an aborted signal stops what was not begun', async () => {
  const pool = await processPool(fakeProcesses().start, 1);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(pool.make({ path: 'a' }, { signal })).rejects.toThrow('enough');
  await pool.dispose();
});
