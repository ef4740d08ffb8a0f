import { expect, test } from 'vitest';
import { proposeRegions } from './propose-regions.ts';

/** Cells of one row that point along axes, by their names: `aabb…`. */
function cellsOf(names: string) {
  const axes = [...new Set(names)].sort();
  const data = new Float32Array(names.length * axes.length);
  for (const [i, name] of [...names].entries()) data[i * axes.length + axes.indexOf(name)] = 1;
  return { data, shape: [1, names.length, axes.length] };
}

const regionsOf = (names: string, clusters: readonly number[]) =>
  proposeRegions(cellsOf(names), clusters).map(({ inside, recurrence }) => ({
    inside: inside.join(''),
    recurrence,
  }));

test('what differs is proposed once, and is found again from every start', () => {
  expect(regionsOf('aaaaaaaabbbb', [2, 3])).toEqual([{ inside: '000000001111', recurrence: 1 }]);
});

test('a region that half of the partitions miss recurs less', () => {
  const proposals = regionsOf('aaaaaaaaaabbbbbbcccc', [2, 3]);
  const small = proposals.find(({ inside }) => inside.endsWith('00000001111'));
  expect(small?.recurrence).toBeGreaterThan(0.5);
  expect(small?.recurrence).toBeLessThan(1);
});

test('nothing is proposed of cells that are all alike, of few cells, or of none', () => {
  expect(regionsOf('aaaaaaaaaa', [2, 3])).toEqual([]);
  expect(regionsOf('aaaaaaabbb', [2])).toEqual([]);
  expect(regionsOf('', [2])).toEqual([]);
});
