import { expect, test } from 'vitest';
import { redisAddress } from './redis-address.ts';

test('an address is shown without user, password and parameters', () => {
  const url = 'rediss://jane:secret@cache.example:6380/2?family=6';
  expect(redisAddress(url)).toEqual({ url, shown: 'rediss://cache.example:6380/2' });
  expect(redisAddress('redis://127.0.0.1:6379').shown).toBe('redis://127.0.0.1:6379');
});

test('what is no address is refused, and not repeated', () => {
  for (const text of ['', 'secret', 'http://:secret@a', 'redis://:secret@', 'localhost:6379']) {
    const act = () => redisAddress(text);
    expect(act).toThrow(RangeError);
    expect(act).not.toThrow(/secret/);
  }
});
