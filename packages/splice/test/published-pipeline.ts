import type { DenseArray } from '@exifclip/image';

/**
 * The published arithmetic, written down without any shortcut: votes over all pairs of patches,
 * points of as many dimensions as there are cells. Slow; the standard that the fast forms meet.
 */
export function publishedResponse(unit: DenseArray, spread: number, epsilon: number): number[][] {
  const [rows, cols, dim] = unit.shape as [number, number, number];
  const cellCols = cols + spread - 1;
  const count = (rows + spread - 1) * cellCols;
  const sums = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const votes = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const covered = (p: number) => {
    const cells: number[] = [];
    for (let a = 0; a < spread; a++) {
      for (let b = 0; b < spread; b++) {
        cells.push((Math.floor(p / cols) + a) * cellCols + (p % cols) + b);
      }
    }
    return cells;
  };
  for (let p = 0; p < rows * cols; p++) {
    for (let q = 0; q < rows * cols; q++) {
      let cosine = 0;
      for (let k = 0; k < dim; k++) cosine += unit.data[p * dim + k]! * unit.data[q * dim + k]!;
      for (const a of covered(p)) {
        for (const b of covered(q)) {
          sums[a]![b]! += 1 - cosine;
          votes[a]![b]! += 1;
        }
      }
    }
  }
  return sums.map((row, a) => row.map((sum, b) => sum / (votes[a]![b]! + epsilon)));
}

export function publishedMeanShift(response: number[][]): { map: number[]; bandwidth: number } {
  const distance = (a: number[], b: number[]) =>
    Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0));
  const all = response.flatMap((a) => response.map((b) => distance(a, b))).sort((a, b) => a - b);
  const rank = 0.1 * (all.length - 1);
  const low = all[Math.floor(rank)]!;
  const bandwidth = low + (rank % 1) * (all[Math.ceil(rank)]! - low);
  const near = (point: number[]) =>
    response.flatMap((row, j) => (distance(point, row) <= bandwidth * (1 + 1e-9) ? [j] : []));
  const meanOf = (rows: number[][]) =>
    rows[0]!.map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length);
  const moved = response.map((row) => [...row]);
  for (let iteration = 0; iteration < 5; iteration++) {
    for (let i = 0; i < moved.length; i++) {
      moved[i] = meanOf(near(moved[i]!).map((j) => moved[j]!));
    }
  }
  const counts = moved.map((point) => near(point).length);
  const most = Math.max(...counts);
  return { map: meanOf(moved.filter((_, i) => counts[i] === most)), bandwidth };
}
