/**
 * What a vision model says of one image, as one row of numbers: `[1, dim]` as it is, the mean over
 * tokens of `[1, tokens, dim]`, the mean over places of `[1, dim, height, width]`.
 *
 * @throws RangeError naming the model for another shape
 */
export function meanState(
  states: Float32Array,
  dims: readonly number[],
  model: string,
): Float32Array {
  const [images, ...rest] = dims;
  const [tokens, dim, step] = layoutOf(rest);
  if (images !== 1 || dim < 1 || tokens < 1 || states.length !== tokens * dim) {
    throw new RangeError(
      `${model}: expected states [1, dim], [1, tokens, dim] or [1, dim, height, width], got [${dims.join(', ')}]`,
    );
  }
  const mean = new Float64Array(dim);
  for (let i = 0; i < states.length; i++) {
    const k = step === 1 ? i % dim : Math.floor(i / step);
    mean[k]! += states[i]! / tokens;
  }
  return Float32Array.from(mean);
}

/** How many states there are, how long each is, and how far apart its numbers lie. */
function layoutOf(rest: readonly number[]): readonly [number, number, number] {
  const [a = 0, b = 0, c = 0] = rest;
  if (rest.length === 1) return [1, a, 1];
  if (rest.length === 2) return [a, b, 1];
  if (rest.length === 3) return [b * c, a, b * c];
  return [0, 0, 1];
}
