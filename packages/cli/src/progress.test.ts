import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

function capture(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { written, stream: Object.assign(stream, { isTTY, columns: 60 }) as never };
}

test('in a pipe `createProgress` writes about ten plain lines', () => {
  const { written, stream } = capture(false);
  const progress = createProgress(stream);
  for (let done = 1; done <= 1000; done++) progress.update(done, 1000, 'steps');
  expect(written.length).toBeLessThanOrEqual(11);
  expect(written.every((line) => line.endsWith('\n') && !line.includes('\u001b'))).toBe(true);
  expect(written.at(-1)).toBe('1000/1000 steps\n');
});

test('on a terminal `createProgress` draws one line and takes it away', () => {
  const { written, stream } = capture(true);
  const progress = createProgress(stream);
  progress.update(
    1,
    2,
    'a name that is much longer than the terminal is wide, so that it must be cut',
  );
  expect(written[0]!.length).toBeLessThan(60 + '\r\u001b[K'.length);
  progress.clear();
  expect(written.at(-1)).toBe('\r\u001b[K');
});
