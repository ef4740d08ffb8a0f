/** @throws RangeError when it is no whole number from 1 */
export function checkMicroBatches(count: number): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  throw new RangeError(`expected one micro-batch or more, got ${count}`);
}
