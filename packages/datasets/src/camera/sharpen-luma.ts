import { gaussianBlur } from '../gaussian-blur.ts';

/**
 * Unsharp masking of luma (Rec. 601), added to all three channels.
 *
 * @param levels - interleaved RGB; changed in place
 */
export function sharpenLuma(
  levels: Float32Array,
  width: number,
  { amount, radius }: { amount: number; radius: number },
): void {
  if (amount === 0 || radius === 0) return;
  const luma = new Float32Array(levels.length / 3);
  for (let i = 0, from = 0; i < luma.length; i += 1, from += 3) {
    luma[i] = 0.299 * levels[from]! + 0.587 * levels[from + 1]! + 0.114 * levels[from + 2]!;
  }
  const shape = { width, height: luma.length / width, channels: 1 };
  const blurred = gaussianBlur(luma, shape, radius);
  for (let i = 0, to = 0; i < luma.length; i += 1, to += 3) {
    const more = amount * (luma[i]! - blurred[i]!);
    levels[to] = levels[to]! + more;
    levels[to + 1] = levels[to + 1]! + more;
    levels[to + 2] = levels[to + 2]! + more;
  }
}
