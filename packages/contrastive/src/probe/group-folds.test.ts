import { expect, it } from 'vitest';
import { groupFolds } from './group-folds.ts';

it('`groupFolds` splits no group, and spreads every class over the parts', () => {
  const groups = Array.from({ length: 120 }, (_, i) => `photo ${Math.floor(i / 3)}`);
  const labels = groups.map((_, i) => (i < 90 ? 'common' : 'rare'));
  const fold = groupFolds(labels, groups, { folds: 5, seed: 1 });
  const homes = new Map(groups.map((group, i) => [group, fold[i]]));
  expect(groups.every((group, i) => homes.get(group) === fold[i])).toBe(true);
  for (let part = 0; part < 5; part++) {
    expect(labels.filter((label, i) => label === 'common' && fold[i] === part)).toHaveLength(18);
    expect(labels.filter((label, i) => label === 'rare' && fold[i] === part)).toHaveLength(6);
  }
});

it('`groupFolds` leaves no part empty, however uneven the groups are', () => {
  const labels = Array.from({ length: 100 }, (_, i) => (i === 0 ? 'once' : `of ${i % 2}`));
  const groups = labels.map((_, i) => (i < 97 ? 'one' : String(i)));
  expect(new Set(groupFolds(labels, groups, { folds: 4, seed: 3 })).size).toBe(4);
});

it('`groupFolds` goes by its seed', () => {
  const groups = Array.from({ length: 30 }, (_, i) => String(i));
  const labels = groups.map(() => 'a');
  const split = (seed: number) => [...groupFolds(labels, groups, { folds: 3, seed })];
  expect(split(1)).toEqual(split(1));
  expect(split(2)).not.toEqual(split(1));
});

it('`groupFolds` refuses what cannot be split', () => {
  const split = (groups: string[], folds: number) => () =>
    groupFolds(groups, groups, { folds, seed: 1 });
  expect(split(['a', 'b'], 3)).toThrow('got 3 folds of 2 groups');
  expect(split(['a', 'b'], 1)).toThrow('2 folds or more');
  expect(split([], 2)).toThrow('2 folds of 0 groups');
  expect(split(['a', 'b'], Number.NaN)).toThrow('NaN folds');
});
