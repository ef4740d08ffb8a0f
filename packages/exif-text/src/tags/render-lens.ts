import { printedNumbers } from './printed-numbers.ts';
import { roundHalfEven } from './round-half-even.ts';

/**
 * The range of a lens, `4.5-36mm f/3.3-6.3`, from shortest and longest focal length in mm and the
 * smallest f-number at each; two decimals at most, `?` for what is not known. What does not have
 * four numbers is listed as it comes.
 */
export function renderLens(numbers: readonly number[]): string {
  if (numbers.length !== 4) return numbers.slice(0, 8).map(renderNumber).join(' ');
  const [shortest, longest, fastest, slowest] = numbers.map(renderNumber);
  return `${range(shortest!, longest!)}mm f/${range(fastest!, slowest!)}`;
}

/** The numbers of a range in words, or undefined where the text is none. */
export function parseLens(text: string): readonly number[] | undefined {
  const match = /^([\d.]+|\?)(?:-([\d.]+|\?))?mm f\/([\d.]+|\?)(?:-([\d.]+|\?))?$/.exec(text);
  if (match) {
    const [, shortest, longest = shortest, fastest, slowest = fastest] = match;
    return [shortest, longest, fastest, slowest].map(Number);
  }
  const numbers = printedNumbers(text);
  return numbers.length > 0 ? numbers : undefined;
}

function range(from: string, to: string): string {
  return to === '0' || to === from ? from : `${from}-${to}`;
}

function renderNumber(number: number): string {
  return Number.isFinite(number) ? roundHalfEven(number, 2) : '?';
}
