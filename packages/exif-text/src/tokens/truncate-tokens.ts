import type { SpecialTokens } from './special-tokens.ts';

/**
 * At most `maxLength` tokens: the text loses its end, and what surrounds it stays.
 *
 * @param maxLength no less than the number of special tokens
 */
export function truncateTokens(
  text: readonly number[],
  { before, after }: SpecialTokens,
  maxLength: number,
): readonly number[] {
  const room = maxLength - before.length - after.length;
  return [...before, ...text.slice(0, room), ...after];
}
