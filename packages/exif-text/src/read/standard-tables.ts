/** Divisors of the 64 coefficients of a block, in zigzag order. */
interface StandardTables {
  luma: readonly number[];
  chroma: readonly number[];
}

/**
 * The tables that libjpeg writes for a quality of 1…100: those of ITU-T T.81 Annex K, scaled by
 * `5000 / quality` per cent below 50 and `200 − 2 quality` per cent from there on, within 1…255.
 */
export function standardTables(quality: number): StandardTables {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const scaled = (value: number): number =>
    Math.min(255, Math.max(1, Math.floor((value * percent + 50) / 100)));
  return { luma: LUMA.map(scaled), chroma: CHROMA.map(scaled) };
}

const LUMA = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
  29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
  95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

const CHROMA = [
  17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];
