import { expect, test } from 'vitest';
import { parseBatchJob } from './batch-job.ts';

const member = { archive: '/a.tar', offset: 512, size: 3 };

test('`parseBatchJob` takes what enqueueing writes', () => {
  const inputs = ['/a.jpg', { path: '/a.tar!/b.jpg', member }];
  expect(parseBatchJob({ inputs })).toEqual({ inputs });
  expect(parseBatchJob({ inputs, again: true })).toEqual({ inputs, again: true });
  expect(parseBatchJob({ inputs: [] })).toEqual({ inputs: [] });
});

test('`parseBatchJob` refuses what another program put on the queue', () => {
  const others = [undefined, null, 'a', {}, { inputs: 'a' }, { inputs: [1] }];
  const members = [{ path: 'a' }, { path: 'a', member: { ...member, offset: -1 } }, { member }];
  for (const data of [...others, ...members.map((input) => ({ inputs: [input] }))]) {
    expect(() => parseBatchJob(data)).toThrow(TypeError);
  }
});
