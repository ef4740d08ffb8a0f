/**
 * Quantisation steps of luminance at a quality of 1…100, row by row: the example table of ITU-T
 * T.81, Annex K, as the Independent JPEG Group scales it.
 */
export function luminanceSteps(quality: number): number[] {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return standard.map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
}

/** ITU-T T.81, table K.1. */
const standard: readonly number[] = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
