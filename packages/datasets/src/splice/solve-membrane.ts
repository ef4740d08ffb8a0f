/** Sweeps at every level; each level starts from the one twice as coarse. */
const SWEEPS = 12;

/**
 * Fills the inside of a region with the smooth surface that takes on the values around it: the
 * solution of Laplace's equation, from coarse to fine by Gauss and Seidel. Where the region meets
 * the border of the array, the surface ends level.
 *
 * @param values - rows of `width`; those inside are overwritten
 * @param inside - 1 where a value is sought; a region without any value around it becomes 0
 */
export function solveMembrane(values: Float32Array, inside: Uint8Array, width: number): void {
  const height = values.length / width;
  if (Math.min(width, height) > 2) guessFromCoarse(values, inside, width);
  else for (let i = 0; i < values.length; i += 1) if (inside[i]) values[i] = 0;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (let i = 0; i < values.length; i += 1) {
      if (!inside[i]) continue;
      const x = i % width;
      let sum = 0;
      let count = 0;
      if (x > 0) {
        sum += values[i - 1]!;
        count += 1;
      }
      if (x < width - 1) {
        sum += values[i + 1]!;
        count += 1;
      }
      if (i >= width) {
        sum += values[i - width]!;
        count += 1;
      }
      if (i + width < values.length) {
        sum += values[i + width]!;
        count += 1;
      }
      // Going a little further than the mean settles sooner.
      if (count > 0) values[i] = values[i]! + 1.6 * (sum / count - values[i]!);
    }
  }
}

function guessFromCoarse(values: Float32Array, inside: Uint8Array, width: number): void {
  const height = values.length / width;
  const columns = Math.ceil(width / 2);
  const rows = Math.ceil(height / 2);
  const sums = new Float32Array(columns * rows);
  const counts = new Uint8Array(columns * rows);
  const parent = (i: number): number => (Math.floor(i / width) >> 1) * columns + ((i % width) >> 1);
  for (let i = 0; i < values.length; i += 1) {
    if (inside[i]) continue;
    const p = parent(i);
    sums[p] = sums[p]! + values[i]!;
    counts[p] = counts[p]! + 1;
  }
  const coarse = sums.map((sum, i) => (counts[i] ? sum / counts[i]! : 0));
  solveMembrane(
    coarse,
    counts.map((count) => (count === 0 ? 1 : 0)),
    columns,
  );
  for (let i = 0; i < values.length; i += 1) if (inside[i]) values[i] = coarse[parent(i)]!;
}
