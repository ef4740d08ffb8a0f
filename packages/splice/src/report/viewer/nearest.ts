/** The place in a rising list of the number nearest to `position`. */
export function nearest(numbers: readonly number[], position: number): number {
  let best = 0;
  for (let i = 1; i < numbers.length; i++) {
    if (Math.abs(numbers[i]! - position) < Math.abs(numbers[best]! - position)) best = i;
  }
  return best;
}
