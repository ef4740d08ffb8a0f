import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { batchProgress } from './batch-progress.ts';

function capture(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  let time = 0;
  const now = (): number => time;
  const wait = (seconds: number): void => {
    time += seconds * 1000;
  };
  const progress = batchProgress({
    stream: Object.assign(stream, { isTTY, columns: 200 }) as never,
    now,
  });
  return { written, progress, wait };
}

test('in a pipe a line every ten seconds says rate, time left and failures', () => {
  const { written, progress, wait } = capture(false);
  progress.passed();
  progress.setTotal(1001);
  for (let i = 0; i < 100; i++) {
    wait(0.5);
    progress.made(i % 10 === 0);
  }
  expect(written).toHaveLength(5);
  expect(written[1]).toBe('41/1001 files, 2.00 files/s, 8 min left, 4 failed, 1 done before\n');
  progress.end();
  expect(written.at(-1)).toContain('101/1001 files');
});

test('on a terminal one line is drawn, and taken away at the end', () => {
  const { written, progress, wait } = capture(true);
  progress.setTotal(4);
  wait(1);
  progress.made(false);
  expect(written.at(-1)).toContain('░ 1/4 files, 1.00 files/s, 3 s left, 0 failed');
  progress.end();
  expect(written.at(-1)).toBe('\r\u001b[K');
});

test('while nobody knows how many there are, no time is left to tell', () => {
  const { written, progress, wait } = capture(true);
  wait(2);
  progress.made(true);
  expect(written.at(-1)).toBe('\r\u001b[K1 files, 0.500 files/s, 1 failed');
});
