import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { settleClusters } from './settle-clusters.ts';

const [count, dim, clusters] = [400, 6, 5];
const random = seededRandom(4);
const points = Float64Array.from(
  { length: count * dim },
  () => random() + (random() > 0.7 ? 1 : 0),
);

/** Lloyd's rounds with every distance worked out. */
function plainRounds(centres: Float64Array, rounds: number): Uint8Array {
  const labels = new Uint8Array(count);
  for (let round = 0; round < rounds; round++) {
    if (round > 0) {
      for (let c = 0; c < clusters; c++) {
        const own = [...labels.keys()].filter((i) => labels[i] === c);
        for (let k = 0; k < dim && own.length > 0; k++) {
          const sum = own.reduce((total, i) => total + points[i * dim + k]!, 0);
          centres[c * dim + k] = sum / own.length;
        }
      }
    }
    for (let i = 0; i < count; i++) labels[i] = nearest(centres, i);
  }
  return labels;
}

function nearest(centres: Float64Array, i: number): number {
  const distances = Array.from({ length: clusters }, (_, c) => {
    const along = (k: number) => (points[i * dim + k]! - centres[c * dim + k]!) ** 2;
    return Array.from({ length: dim }, (_, k) => along(k)).reduce((a, b) => a + b, 0);
  });
  return distances.indexOf(Math.min(...distances));
}

test.each([1, 2, 3, 7, 60])('%i rounds come to what they come to without bounds', (rounds) => {
  const first = points.slice(0, clusters * dim);
  const { labels } = settleClusters(points, dim, first.slice(), rounds);
  expect(labels).toEqual(plainRounds(first.slice(), rounds));
});

test('the cost is the sum of squared distances to the centres, and falls with the rounds', () => {
  const costs = [1, 2, 4, 30].map(
    (rounds) => settleClusters(points, dim, points.slice(0, clusters * dim), rounds).cost,
  );
  expect(costs).toEqual([...costs].sort((a, b) => b - a));
  const { cost } = settleClusters(Float64Array.of(0, 3), 1, Float64Array.of(1), 1);
  expect(cost).toBeCloseTo(1 + 4, 12);
});

test('a centre without points stays, equal points and no points are no trouble', () => {
  const centres = Float64Array.of(0, 100);
  const { labels, cost } = settleClusters(Float64Array.of(1, 1, 1), 1, centres, 30);
  expect([[...labels], cost, [...centres]]).toEqual([[0, 0, 0], 0, [1, 100]]);
  expect(settleClusters(new Float64Array(0), 2, centres, 30).cost).toBe(0);
});
