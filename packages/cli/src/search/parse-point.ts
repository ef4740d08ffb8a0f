import { InvalidArgumentError } from 'commander';

/** Reads `x,y` in whole pixels from the command line. */
export function parsePoint(text: string): { x: number; y: number } {
  const [, x, y] = /^(\d{1,9}),(\d{1,9})$/.exec(text) ?? [];
  if (x !== undefined && y !== undefined) return { x: Number(x), y: Number(y) };
  throw new InvalidArgumentError(`expected x,y in pixels, such as 640,480, got ${text}`);
}
