/** @throws RangeError when it is no whole number from 1 */
export function assertCount(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new RangeError(`expected ${name} to be a positive integer, got ${value}`);
}
