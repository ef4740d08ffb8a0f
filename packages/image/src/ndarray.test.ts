import ndarray from 'ndarray';
import { describe, expect, it } from 'vitest';
import { fromNdarray, toNdarray } from './ndarray.ts';

const array = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] };

describe('`toNdarray` and `fromNdarray`', () => {
  it('share the data of a whole array', () => {
    const view = toNdarray(array);
    expect(view.get(1, 0)).toBe(4);
    view.set(1, 0, 40);
    expect(array.data[3]).toBe(40);
    view.set(1, 0, 4);
    expect(fromNdarray(view).data).toBe(array.data);
    expect(fromNdarray(view).shape).toEqual([2, 3]);
  });

  it('copy transposed, reversed, cropped and stepped views in row-major order', () => {
    const view = toNdarray(array);
    expect(fromNdarray(view.transpose(1, 0))).toEqual({
      data: Float32Array.of(1, 4, 2, 5, 3, 6),
      shape: [3, 2],
    });
    expect([...fromNdarray(view.step(-1, -2)).data]).toEqual([6, 4, 3, 1]);
    expect([...fromNdarray(view.hi(2, 2).lo(0, 1)).data]).toEqual([2, 5]);
    expect([...fromNdarray(view.pick(1, null)).data]).toEqual([4, 5, 6]);
    expect([...fromNdarray(view.hi(0, 2)).data]).toEqual([]);
    expect([...fromNdarray(view.pick(1, 2)).data]).toEqual([6]);
  });

  it('refuse data that is no typed array, and strides that leave the data', () => {
    const list = ndarray([1, 2, 3]) as unknown as ndarray.NdArray<Float32Array>;
    expect(() => fromNdarray(list)).toThrow(TypeError);
    const outside = ndarray(array.data, [2, 3], [1, 3], 0);
    expect(() => fromNdarray(outside)).toThrow(/inside its 6 elements, got elements 0 to 7/);
  });
});
