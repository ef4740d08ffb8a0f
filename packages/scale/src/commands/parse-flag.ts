/**
 * Reads a whole number from a flag.
 *
 * @throws RangeError for anything else, or less than `least`
 */
export function parseCount(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`expected ${flag} to be a whole number of at least ${least}, got ${text}`);
}

/**
 * Reads a positive number from a flag.
 *
 * @throws RangeError for anything else
 */
export function parsePositive(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(`expected ${flag} to be a positive number, got ${text}`);
}
