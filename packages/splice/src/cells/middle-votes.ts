/**
 * Which cells a patch votes for when it votes for its middle only: those of its middle half, for what
 * it says is said of its middle more than of its edges. A quarter of its side, in whole cells, is left
 * off at each end; patches of fewer than four cells vote for all of them.
 *
 * @param spread - cells that a patch covers, `[down, across]` (`gridSpread`)
 * @returns `spread`, the cells it votes for, and `margin`, the cells it leaves off at each end and
 *   that no patch votes for at the borders of the grid
 */
export function middleVotes([down, across]: readonly [number, number]): {
  spread: readonly [number, number];
  margin: readonly [number, number];
} {
  const margin = [Math.floor(down / 4), Math.floor(across / 4)] as const;
  return { spread: [down - 2 * margin[0], across - 2 * margin[1]], margin };
}
