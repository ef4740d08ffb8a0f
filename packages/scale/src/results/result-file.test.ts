import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeResult, encodeResult, type JobResult } from './result-file.ts';

const head = {
  settings: { job: 'embed', model: 'base' },
  columns: [
    { name: 'input', type: 'text' },
    { name: 'embeddings', type: 'floats' },
  ],
} as const;

test('a result is read as it was written, embeddings to the last bit', async () => {
  const embeddings = Float32Array.of(0.1, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-45);
  const part = new Float32Array([1, 2, 3]).subarray(1);
  const result: JobResult = {
    ...head,
    rows: [
      { input: 'a\nü.jpg', sha256: 'ab', status: 'ok', error: null, embeddings },
      { input: 'b', sha256: 'cd', status: 'ok', error: null, embeddings: part },
      { input: 'c', sha256: null, status: 'failed', error: 'c: broken', embeddings: null },
    ],
  };
  const read = await decodeResult(await encodeResult(result), 'x');
  expect(read).toEqual(result);
  expect(Object.is((read.rows[0]!['embeddings'] as Float32Array)[1], -0)).toBe(true);
});

test('a result without rows has its head', async () => {
  const bytes = await encodeResult({ ...head, rows: [] });
  expect(gunzipSync(bytes).toString()).toBe(`${JSON.stringify(head)}\n`);
  expect(await decodeResult(bytes, 'x')).toEqual({ ...head, rows: [] });
});

test('the same rows make the same bytes', async () => {
  expect(await encodeResult({ ...head, rows: [] })).toEqual(
    await encodeResult({ ...head, rows: [] }),
  );
});

test('what is no result is refused by its name', async () => {
  const whole = await encodeResult({ ...head, rows: [] });
  const bad = [new Uint8Array(), Uint8Array.of(1, 2), whole.subarray(0, whole.length - 9)];
  const texts = ['', '{"settings":{}', '{"settings":{}}\n', 'no JSON\n'];
  for (const bytes of [...bad, ...texts.map((text) => gzipSync(text))]) {
    await expect(decodeResult(bytes, 'job.jsonl.gz')).rejects.toThrow('job.jsonl.gz: expected');
  }
});
