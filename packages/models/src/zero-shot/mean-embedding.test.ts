import { expect, test } from 'vitest';
import { meanEmbedding } from './mean-embedding.ts';

test('`meanEmbedding` is the mean of the patches at unit length', () => {
  const embeddings = { data: Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1), shape: [2, 2, 2] };
  expect([...meanEmbedding(embeddings)].map((value) => value.toFixed(6))).toEqual([
    '0.707107',
    '0.707107',
  ]);
  expect([...meanEmbedding({ data: Float32Array.of(1, 0, -1, 0), shape: [2, 2] })]).toEqual([0, 0]);
  expect(() => meanEmbedding({ data: new Float32Array(0), shape: [0, 2] })).toThrow(/\[0, 2\]/);
  expect(() => meanEmbedding({ data: Float32Array.of(Number.NaN, 1), shape: [1, 2] })).toThrow(
    /finite/,
  );
});
