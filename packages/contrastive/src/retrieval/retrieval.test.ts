import { describe, expect, it, vi } from 'vitest';
import type { EmbeddingRows } from './embedding-rows.ts';
import { matchRanks } from './match-ranks.ts';
import { meanReciprocalRank } from './mean-reciprocal-rank.ts';
import { recallAtK } from './recall-at-k.ts';
import { topK } from './top-k.ts';

/** Coarse numbers, so that many scores are equal. */
function rows(count: number, dim: number, seed: number): EmbeddingRows {
  const data = Float32Array.from({ length: count * dim }, (_, i) =>
    Math.round(2 * Math.sin(seed + i * i * 1.3)),
  );
  return { data, shape: [count, dim] };
}

/** All scores, by the definition. */
function allScores(queries: EmbeddingRows, items: EmbeddingRows): number[][] {
  const [count = 0, dim = 0] = queries.shape;
  return Array.from({ length: count }, (_, q) =>
    Array.from({ length: items.shape[0]! }, (_, i) => {
      const product = (k: number) => queries.data[q * dim + k]! * items.data[i * dim + k]!;
      return Array.from({ length: dim }, (_, k) => product(k)).reduce((a, b) => a + b, 0);
    }),
  );
}

describe('topK', () => {
  it.each([
    [7, 1, 1],
    [7, 5, 3],
    [40, 10, 7],
    [40, 40, 64],
    [40, 99, 1000],
    [300, 250, 100],
  ])(
    'among %d items the best %d, %d a chunk, are those of sorting them all',
    async (n, k, chunk) => {
      const [queries, items] = [rows(13, 5, 1), rows(n, 5, 2)];
      const { indices, scores, shape } = await topK(queries, items, { k, chunk });
      const kept = Math.min(k, n);
      expect(shape).toEqual([13, kept]);
      for (const [q, all] of allScores(queries, items).entries()) {
        const order = all.map((_, i) => i).sort((a, b) => all[b]! - all[a]! || a - b);
        expect([...indices.subarray(q * kept, (q + 1) * kept)]).toEqual(order.slice(0, kept));
        const best = order.slice(0, kept).map((i) => all[i]!);
        expect([...scores.subarray(q * kept, (q + 1) * kept)]).toEqual(best);
      }
    },
  );

  it('is the same to the last bit whatever the chunk, for real numbers too', async () => {
    const table = (count: number, seed: number): EmbeddingRows => ({
      data: Float32Array.from({ length: count * 16 }, (_, i) => Math.sin(seed * i + i * i)),
      shape: [count, 16],
    });
    const [queries, items] = [table(20, 1), table(500, 2)];
    const whole = await topK(queries, items, { k: 25, chunk: 1000 });
    for (const chunk of [1, 3, 64]) {
      expect(await topK(queries, items, { k: 25, chunk })).toEqual(whole);
    }
  });

  it('finds nothing among nothing, and nothing for no query', async () => {
    const none = { data: new Float32Array(0), shape: [0, 5] };
    expect((await topK(rows(3, 5, 1), none)).shape).toEqual([3, 0]);
    expect((await topK(none, rows(3, 5, 1))).shape).toEqual([0, 3]);
  });

  it('takes numbers so large that scores overflow', async () => {
    const huge = { data: Float32Array.of(3e38, -3e38, 0, 3e38), shape: [4, 1] };
    const query = { data: Float32Array.of(3e38), shape: [1, 1] };
    const { indices, scores } = await topK(query, huge, { k: 4 });
    expect([...indices]).toEqual([0, 3, 2, 1]);
    expect([...scores]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      0,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  it('refuses what it cannot compare', async () => {
    const good = rows(3, 5, 1);
    const broken = { ...good, data: good.data.slice() };
    broken.data[7] = Number.NaN;
    const cases: [EmbeddingRows, EmbeddingRows, object, string][] = [
      [good, broken, {}, 'expected finite items, got NaN in row 1'],
      [
        { ...good, shape: [4, 5] },
        good,
        {},
        'expected queries [n, dim], got 15 values of shape [4,5]',
      ],
      [good, rows(3, 4, 1), {}, 'expected items of 5 numbers like the queries, got 4'],
      [good, good, { k: 0 }, 'expected k to be a positive integer, got 0'],
      [good, good, { chunk: 0.5 }, 'expected chunk to be a positive integer, got 0.5'],
    ];
    for (const [queries, items, options, message] of cases) {
      await expect(topK(queries, items, options)).rejects.toThrow(new RangeError(message));
    }
  });

  it('tells how far it is, and stops when told', async () => {
    const onProgress = vi.fn();
    await topK(rows(5, 2, 1), rows(4, 2, 2), { chunk: 2, onProgress });
    expect(onProgress.mock.calls).toEqual([
      [2, 5],
      [4, 5],
      [5, 5],
    ]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 1);
    const many = rows(4000, 32, 1);
    const { signal } = controller;
    await expect(topK(many, many, { signal })).rejects.toThrow('enough');
  });
});

describe('matchRanks', () => {
  it.each([1, 4, 100])('counts what stands before the best hit, %d a chunk', async (chunk) => {
    const [queries, items] = [rows(30, 3, 1), rows(50, 3, 2)];
    const queryGroups = Array.from({ length: 30 }, (_, i) => `sentence ${i % 11}`);
    const itemGroups = Array.from({ length: 50 }, (_, i) => `sentence ${(i * 3) % 10}`);
    const ranks = await matchRanks(queries, items, { queryGroups, itemGroups, chunk });
    for (const [q, scores] of allScores(queries, items).entries()) {
      const hits = scores.filter((_, i) => itemGroups[i] === queryGroups[q]);
      const others = scores.filter((_, i) => itemGroups[i] !== queryGroups[q]);
      const best = Math.max(...hits);
      const expected =
        hits.length === 0 ? Number.POSITIVE_INFINITY : 1 + others.filter((x) => x >= best).length;
      expect(ranks[q]).toBe(expected);
    }
    expect(ranks).toContain(Number.POSITIVE_INFINITY); // sentence 10 has no item
  });

  it('matches row with row unless told otherwise, and equal sentences are hits', async () => {
    const queries = { data: Float32Array.of(1, 0, 0, 1, 1, 1), shape: [3, 2] };
    const items = { data: Float32Array.of(2, 0, 3, 1, 0, 1), shape: [3, 2] };
    // scores: [2 3 0] [0 1 1] [2 4 1]
    expect([...(await matchRanks(queries, items))]).toEqual([2, 2, 3]);
    const queryGroups = ['a', 'b', 'b'];
    expect([...(await matchRanks(queries, items, { queryGroups }))]).toEqual([2, 1, 1]);
  });

  it('puts what scores the same before the hit, and knows nothing of nothing', async () => {
    const same = { data: new Float32Array(4), shape: [4, 1] };
    expect([...(await matchRanks(same, same))]).toEqual([4, 4, 4, 4]);
    const none = { data: new Float32Array(0), shape: [0, 1] };
    expect(await matchRanks(none, same)).toHaveLength(0);
    expect([...(await matchRanks(same, none, { itemGroups: [] }))]).toEqual(
      Array(4).fill(Number.POSITIVE_INFINITY),
    );
  });

  it('refuses groups that are not one a row', async () => {
    const two = rows(2, 2, 1);
    await expect(matchRanks(two, two, { queryGroups: ['a'] })).rejects.toThrow(
      new RangeError('expected queryGroups for each of 2 rows, got 1'),
    );
    await expect(matchRanks(two, rows(3, 2, 1), { queryGroups: [1, 2] })).rejects.toThrow(
      new RangeError('expected itemGroups for each of 3 rows, got 2'),
    );
  });
});

describe('recallAtK and meanReciprocalRank', () => {
  it('are shares and means over queries', () => {
    const ranks = [1, 3, 2, Number.POSITIVE_INFINITY];
    expect([1, 2, 3, 1e9].map((k) => recallAtK(ranks, k))).toEqual([0.25, 0.5, 0.75, 0.75]);
    expect(meanReciprocalRank(ranks)).toBeCloseTo((1 + 1 / 3 + 1 / 2) / 4, 12);
    expect(recallAtK([], 1)).toBeUndefined();
    expect(meanReciprocalRank([])).toBeUndefined();
  });
});
