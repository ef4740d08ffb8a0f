import { expect, test } from 'vitest';
import { whiten } from './whiten.ts';

const whitening = {
  mean: { data: Float32Array.of(1, 0, 0), shape: [3] },
  projection: { data: Float32Array.of(3, 0, 0, 4, 5, 5), shape: [3, 2] },
};

test('`whiten` subtracts the mean, projects and brings to unit length', () => {
  const embeddings = { data: Float32Array.of(2, 1, 0, 1, 1, 0), shape: [1, 2, 3] };
  const { data, shape } = whiten(embeddings, whitening);
  expect(shape).toEqual([1, 2, 2]);
  for (const [i, value] of [0.6, 0.8, 0, 1].entries()) expect(data[i]).toBeCloseTo(value, 6);
});

test('`whiten` leaves a vector at the mean at zero', () => {
  const { data } = whiten({ data: Float32Array.of(1, 0, 0), shape: [3] }, whitening);
  expect([...data]).toEqual([0, 0]);
});

test('`whiten` neither overflows nor underflows on the way to unit length', () => {
  const data = Float32Array.of(1e25, 0, 0, 1 + 1e-6, 0, 0);
  const result = whiten({ data, shape: [2, 3] }, whitening);
  expect([...result.data]).toEqual([1, 0, 1, 0]);
});

test('`whiten` takes no embeddings and refuses those of another dimension', () => {
  expect(whiten({ data: new Float32Array(0), shape: [0, 3] }, whitening).shape).toEqual([0, 2]);
  const wrong = { data: new Float32Array(8), shape: [2, 4] };
  expect(() => whiten(wrong, whitening)).toThrow(
    'expected a whitening for embeddings of 4 dimensions, got a mean of 3',
  );
});
