import { printedNumbers } from './printed-numbers.ts';
import { roundHalfEven } from './round-half-even.ts';

/** Degrees, minutes and seconds as degrees with six decimals at most; undefined for no number. */
export function renderDegrees(numbers: readonly number[]): string | undefined {
  const [degrees, minutes = 0, seconds = 0] = numbers;
  if (degrees === undefined) return undefined;
  const angle = degrees + minutes / 60 + seconds / 3600;
  return Number.isFinite(angle) ? roundHalfEven(angle, 6) : 'Unknown';
}

/** The numbers of an angle in words: `43 deg 28' 2.81"`, `43 28 2.81`, `43.467447`. */
export function printedDegrees(text: string): readonly number[] {
  return printedNumbers(text.replace(/ deg|['"]/g, ''));
}
