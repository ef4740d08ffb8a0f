import { InvalidArgumentError } from 'commander';
import { evaluationMethods } from './evaluation-methods.ts';

/**
 * Reads `all` or names with commas, in the order of the table.
 *
 * @throws InvalidArgumentError for a name that is none
 */
export function parseMethods(text: string): string[] {
  const known = Object.keys(evaluationMethods);
  if (text === 'all') return known;
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`expected all or some of ${known.join(', ')}, got ${unknown}`);
  }
  return known.filter((name) => wanted.includes(name));
}
