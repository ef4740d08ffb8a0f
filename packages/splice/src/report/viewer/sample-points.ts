/** Which two cells every pixel along an axis lies between, and the share of the second. */
export interface SamplePoints {
  first: Int32Array;
  second: Int32Array;
  share: Float32Array;
}

/**
 * Where the pixels of a picture lie among the middles of the cells; beyond the outermost middles a
 * map goes on unchanged, as in `mapToImage`.
 *
 * @param centres - rising, in units of `extent`
 * @param size - pixels of the picture, which spans the whole extent
 */
export function samplePoints(
  centres: readonly number[],
  extent: number,
  size: number,
): SamplePoints {
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  const share = new Float32Array(size);
  let next = 0;
  for (let i = 0; i < size; i++) {
    const position = ((i + 0.5) * extent) / size;
    while (next < centres.length && centres[next]! <= position) next++;
    const [before, after] = [Math.max(0, next - 1), Math.min(centres.length - 1, next)];
    first[i] = before;
    second[i] = after;
    if (before === after || next === 0) continue;
    share[i] = (position - centres[before]!) / (centres[after]! - centres[before]!);
  }
  return { first, second, share };
}
