import { expect, test } from 'vitest';
import { chooseSplitRule, type SplitRule, splitOf } from './split-rule.ts';

const options = { seed: 1, valShare: 0.1, splitBy: 'auto' } as const;

function groups(count: number, photos: number): Map<string, number> {
  return new Map(Array.from({ length: count }, (_, i) => [`folder ${i}`, photos]));
}

function splits(rule: SplitRule, counts: ReadonlyMap<string, number>): Map<string, string[]> {
  return new Map(
    [...counts].map(([group, count]) => [
      group,
      Array.from({ length: count }, (_, i) => splitOf(rule, group, i)),
    ]),
  );
}

test('with enough folders, each is on one side as a whole, about a tenth for validation', () => {
  const counts = groups(400, 5);
  const rule = chooseSplitRule(counts, options);
  expect(rule).toEqual({ seed: 1, valShare: 0.1, run: null });
  const sides = [...splits(rule, counts).values()];
  for (const side of sides) expect(new Set(side).size).toBe(1);
  const share = sides.filter(([first]) => first === 'val').length / sides.length;
  expect(Math.abs(share - 0.1)).toBeLessThan(0.05); // 3.3 standard deviations of 400 draws
});

test('one large folder is divided in runs of neighbours', () => {
  const counts = groups(1, 1000);
  const rule = chooseSplitRule(counts, options);
  expect(rule.run).toBe(16);
  const [side = []] = splits(rule, counts).values();
  const borders = side.filter((split, i) => i > 0 && split !== side[i - 1]);
  expect(borders.length).toBeGreaterThan(0);
  for (const [i, split] of side.entries()) expect(split).toBe(side[i - (i % 16)]);
});

test('neither side is empty, however few photos there are, unless it is asked for', () => {
  for (const photos of [2, 3, 5, 20, 70]) {
    for (let seed = 0; seed < 20; seed += 1) {
      const counts = groups(1, photos);
      const rule = chooseSplitRule(counts, { ...options, seed });
      const [side = []] = splits(rule, counts).values();
      expect(new Set(side)).toEqual(new Set(['train', 'val']));
    }
  }
  const all = (valShare: number): string[] => {
    const rule = chooseSplitRule(groups(12, 3), { ...options, valShare });
    return [...splits(rule, groups(12, 3)).values()].flat();
  };
  expect(new Set(all(0))).toEqual(new Set(['train']));
  expect(new Set(all(1))).toEqual(new Set(['val']));
  expect(chooseSplitRule(new Map(), options).moved).toBeUndefined();
});

test('photos stay on their side when folders are added', () => {
  const before = chooseSplitRule(groups(100, 4), options);
  const after = chooseSplitRule(groups(150, 4), options);
  const sides = splits(after, groups(150, 4));
  for (const [group, side] of splits(before, groups(100, 4)))
    expect(sides.get(group)).toEqual(side);
});
