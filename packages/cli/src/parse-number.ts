import { InvalidArgumentError } from 'commander';

/** Reads a whole number of at least `least` from the command line. */
export function parseCount(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`expected a whole number of at least ${least}, got ${text}`);
  };
}

/** Reads a positive number from the command line. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError(`expected a positive number, got ${text}`);
}

/** Reads a number from 0 to 1 from the command line. */
export function parseShare(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError(`expected a number from 0 to 1, got ${text}`);
}
