import { expect, test } from 'vitest';
import type { QueueStatus } from './queue-status.ts';
import { durationText, statusText } from './status-text.ts';

const status: QueueStatus = {
  jobs: { waiting: 2, active: 1, delayed: 0, completed: 5, dead: 1 },
  files: { enqueued: 250, ok: 140, failed: 10 },
  workers: 3,
  rate: 2,
  secondsLeft: 50,
  aside: [{ input: '/a.jpg', error: 'set aside after 3 tries: x', tries: 3 }],
  deadJobs: [{ id: 'ab', files: 32, error: 'no model' }],
};

test('the state of a queue is said in lines, with all that was given up', () => {
  expect(statusText('photos', status).split('\n')).toEqual([
    'photos: 150 of 250 files done, 10 failed; 3 workers, 2.0 files/s, 50 s left',
    'jobs: 2 waiting, 1 active, 0 to be tried again, 5 done, 1 given up',
    'set aside: /a.jpg: set aside after 3 tries: x',
    'given up: job ab, 32 files: no model',
  ]);
});

test('no time is said to be left where nothing moves, or nothing is left', () => {
  const still = { ...status, rate: 0, secondsLeft: null };
  expect(statusText('photos', still)).not.toContain(' left');
  const done = { ...status, files: { enqueued: 1, ok: 1, failed: 0 }, secondsLeft: 0 };
  expect(statusText('photos', done)).not.toContain(' left');
});

test('a duration has two units at most', () => {
  const texts = [0, 0.4, 59.6, 61, 3600, 86_400 + 7200 + 61].map(durationText);
  expect(texts).toEqual(['0 s', '0 s', '1 min', '1 min 1 s', '1 h', '1 d 2 h']);
});
