import { expect, test } from 'vitest';
import { meanState } from './mean-state.ts';

const states = Float32Array.of(1, 2, 3, 4, 5, 6);

test('`meanState` takes an embedding as it is, and means over tokens and over places', () => {
  expect([...meanState(states, [1, 6], 'm')]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...meanState(states, [1, 3, 2], 'm')]).toEqual([3, 4]);
  expect([...meanState(states, [1, 2, 1, 3], 'm')]).toEqual([2, 5]);
});

test('`meanState` refuses other shapes', () => {
  for (const dims of [[2, 3], [6], [1, 5], [1, 1, 1, 1, 6], [1, 0]]) {
    expect(() => meanState(states, dims, 'some/model')).toThrow(
      `some/model: expected states [1, dim], [1, tokens, dim] or [1, dim, height, width], got [${dims.join(', ')}]`,
    );
  }
});
