/** Light in fixed point, since whole numbers can be compared without a branch. */
const FIXED = 2 ** 20;

/**
 * The median of 3×3 pixels, channel by channel, borders repeated: the median of three numbers of
 * the three sorted columns, their largest minimum, the median of their medians and their smallest
 * maximum.
 *
 * @param light - interleaved RGB
 */
export function denoiseMedian(light: Float32Array, width: number): Float32Array {
  const stride = width * 3;
  const height = light.length / stride;
  const result = new Float32Array(light.length);
  const fixed = new Int32Array(light.length);
  for (let i = 0; i < fixed.length; i += 1) fixed[i] = light[i]! * FIXED;
  // Sorted columns, with one column more on either side.
  const low = new Int32Array(stride + 6);
  const middle = new Int32Array(stride + 6);
  const high = new Int32Array(stride + 6);
  for (let y = 0; y < height; y += 1) {
    const here = y * stride;
    const above = Math.max(y - 1, 0) * stride;
    const below = Math.min(y + 1, height - 1) * stride;
    for (let i = 0; i < stride; i += 1) {
      const a = fixed[above + i]!;
      const b = fixed[here + i]!;
      const c = fixed[below + i]!;
      const smaller = lesser(a, b);
      const larger = greater(a, b);
      low[i + 3] = lesser(smaller, c);
      high[i + 3] = greater(larger, c);
      middle[i + 3] = greater(smaller, lesser(larger, c));
    }
    repeatEnds(low);
    repeatEnds(middle);
    repeatEnds(high);
    for (let i = 0; i < stride; i += 1) {
      const lowest = greater(greater(low[i]!, low[i + 3]!), low[i + 6]!);
      const highest = lesser(lesser(high[i]!, high[i + 3]!), high[i + 6]!);
      const between = median(middle[i]!, middle[i + 3]!, middle[i + 6]!);
      result[here + i] = median(lowest, between, highest) / FIXED;
    }
  }
  return result;
}

function repeatEnds(row: Int32Array): void {
  row.copyWithin(0, 3, 6);
  row.copyWithin(row.length - 3, row.length - 6, row.length - 3);
}

function median(a: number, b: number, c: number): number {
  return greater(lesser(a, b), lesser(greater(a, b), c));
}

// Noise makes the outcome of a comparison unforeseeable, and a branch foreseen wrongly costs more
// than all the arithmetic here.
function lesser(a: number, b: number): number {
  const difference = (a - b) | 0;
  return (b + (difference & (difference >> 31))) | 0;
}

function greater(a: number, b: number): number {
  const difference = (a - b) | 0;
  return (a - (difference & (difference >> 31))) | 0;
}
