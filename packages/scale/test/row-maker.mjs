// A row maker for tests: as fast as reading a file, and deadly where the file's name says so.

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const columns = [
  { name: 'input', type: 'text' },
  { name: 'sha256', type: 'text' },
  { name: 'status', type: 'text' },
  { name: 'error', type: 'text' },
  { name: 'size', type: 'integer' },
];

/** `options.model` is a file that has to be there; SCALE_TEST_LOG, one that gets a line a row. */
export async function openRowMaker(job, { model }) {
  if (model !== undefined && !existsSync(model)) throw new Error('there is no such model');
  return {
    settings: { job, model: model ?? null },
    columns,
    async make({ path, bytes }) {
      const log = process.env.SCALE_TEST_LOG;
      if (log !== undefined) appendFileSync(log, `${process.pid} ${path}\n`);
      if (path.includes('poison')) process.abort();
      if (path.includes('endless')) for (;;);
      if (path.includes('throwing')) throw new Error('broke its word');
      try {
        const data = await bytes();
        if (path.includes('slow')) await sleep(Number.parseInt(new TextDecoder().decode(data), 10));
        if (data.length === 0) throw new Error('the file is empty');
        const sha256 = createHash('sha256').update(data).digest('hex');
        return { input: path, sha256, status: 'ok', error: null, size: data.length };
      } catch (error) {
        const reason = `${path}: ${error.message}`;
        return { input: path, sha256: null, status: 'failed', error: reason, size: null };
      }
    },
    async dispose() {},
  };
}
