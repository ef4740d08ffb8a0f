/**
 * Makes sure that an option is a count.
 *
 * @throws RangeError unless it is a positive integer
 */
export function assertCount(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new RangeError(`expected ${name} to be a positive integer, got ${value}`);
}
