import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.ts';

test('one item is read ahead, each once', async () => {
  const read: number[] = [];
  const at = readAhead([10, 11, 12], async (item) => {
    read.push(item);
    return item * 2;
  });
  expect(read).toEqual([]);
  expect(await at(0)).toBe(20);
  expect(read).toEqual([10, 11]);
  expect([await at(1), await at(2)]).toEqual([22, 24]);
  expect(read).toEqual([10, 11, 12]);
});

test('a failure is thrown when its turn comes', async () => {
  const at = readAhead([0, 1], async (item) => {
    if (item === 1) throw new Error('gone');
    return item;
  });
  expect(await at(0)).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await expect(at(1)).rejects.toThrow('gone');
});
