import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { joinById } from './join-by-id.ts';

type Item = { id: string };

async function* list(ids: readonly (number | string)[]): AsyncGenerator<Item> {
  for (const id of ids) yield { id: `${id}` };
}

async function join(
  left: readonly (number | string)[],
  right: readonly (number | string)[],
): Promise<string[]> {
  const pairs: string[] = [];
  for await (const pair of joinById(list(left), list(right))) {
    pairs.push(`${pair.left?.id ?? '-'}/${pair.right?.id ?? '-'}`);
  }
  return pairs;
}

test('lists of one order are joined, whichever lacks what', async () => {
  expect(await join([1, 2, 3], [1, 2, 3])).toEqual(['1/1', '2/2', '3/3']);
  expect(await join([2], [1, 2, 3])).toEqual(['-/1', '2/2', '-/3']);
  expect(await join([1, 2, 3], [3])).toEqual(['1/-', '2/-', '3/3']);
  expect(await join([], [1])).toEqual(['-/1']);
  expect(await join([1], [])).toEqual(['1/-']);
  expect(await join([], [])).toEqual([]);
  expect(await join([5, 1], [7, 1])).toEqual(['5/-', '-/7', '1/1']);
});

test('random sublists of one list give every common id once, beside its like', async () => {
  const random = createRandom('join');
  for (let round = 0; round < 40; round += 1) {
    const all = random.shuffle(Array.from({ length: 300 }, (_, i) => i));
    const share = random.next();
    const left = all.filter(() => random.chance(share));
    const right = all.filter(() => random.chance(0.5));
    const pairs = await join(left, right);
    const both = left.filter((id) => right.includes(id)).map((id) => `${id}/${id}`);
    expect(pairs.filter((pair) => !pair.includes('-'))).toEqual(both);
    expect(pairs.map((pair) => pair.split('/')[0]).filter((id) => id !== '-')).toEqual(
      left.map(String),
    );
  }
});

test('lists of another order are refused, once what is looked ahead is too much', async () => {
  const long = Array.from({ length: 100_001 }, (_, i) => `r${i}`);
  const other = long.map((id) => `l${id}`);
  await expect(join(other, long)).rejects.toThrow(
    /expected both lists in one order, got lr0 and r0/,
  );
});
