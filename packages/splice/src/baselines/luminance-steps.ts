/**
 * Quantisation steps of luminance at quality 80, row by row, as the Independent JPEG Group scales
 * the example table of ITU-T T.81, Annex K.
 */
// biome-ignore format: a table of eight rows
export const luminanceSteps: readonly number[] = [
  6, 4, 4, 6, 10, 16, 20, 24,
  5, 5, 6, 8, 10, 23, 24, 22,
  6, 5, 6, 10, 16, 23, 28, 22,
  6, 7, 9, 12, 20, 35, 32, 25,
  7, 9, 15, 22, 27, 44, 41, 31,
  10, 14, 22, 26, 32, 42, 45, 37,
  20, 26, 31, 35, 41, 48, 48, 40,
  29, 37, 38, 39, 45, 40, 41, 40,
];
