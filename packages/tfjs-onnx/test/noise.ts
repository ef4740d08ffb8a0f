import type { TensorValue } from '@exifclip/onnx';

/** Numbers that look random, evenly spread over [-1, 1), the same for the same seed. */
export function noise(shape: readonly number[], seed: number): TensorValue {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  // The first numbers of neighbouring seeds resemble each other.
  for (let i = 0; i < 10; i++) next();
  const size = shape.reduce((product, extent) => product * extent, 1);
  return { data: Float32Array.from({ length: size }, next), shape };
}
