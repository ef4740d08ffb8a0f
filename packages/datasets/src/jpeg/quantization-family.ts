/**
 * Whose quantisation tables a JPEG has: `ijg` are those of libjpeg, `halved-mean` the same with
 * the first divisor halved; the others are of cameras.
 */
export type QuantizationFamily =
  | 'ijg'
  | 'halved-mean'
  | 'apple'
  | 'canon'
  | 'google'
  | 'samsung'
  | 'sony';

/** Tables as a camera writes them, row by row, and the quality of libjpeg's that are about as fine. */
export interface CameraTables {
  quality: number;
  luma: readonly number[];
  chroma: readonly number[];
}

/** The families that are neither `ijg` nor made from it. */
export type CameraFamily = Exclude<QuantizationFamily, 'ijg' | 'halved-mean'>;

/**
 * The most frequent pairs of tables, other than libjpeg's, of five makers among 902 photos of 168
 * camera models: the DQT segments were read, equal pairs counted, and pairs left out that are
 * Annex K's at a scale between two of libjpeg's. They are in 71 (Apple), 36 (Canon), 30 (Sony), 25
 * (Google) and 10 (Samsung) of them. `halved-mean` is a rule that the tables of 37 Nikon photos
 * follow to the last entry, and those of 40 more nearly.
 */
export const cameraTables: Readonly<Record<CameraFamily, CameraTables>> = {
  apple: {
    quality: 94,
    luma: [
      2, 2, 2, 3, 4, 5, 6, 7, 2, 2, 2, 3, 4, 5, 6, 7, 2, 2, 3, 4, 5, 6, 7, 9, 3, 2, 4, 5, 6, 7, 9,
      10, 4, 4, 5, 6, 7, 9, 10, 12, 5, 5, 6, 7, 9, 10, 12, 12, 6, 6, 7, 9, 10, 12, 12, 12, 7, 7, 9,
      10, 12, 12, 12, 12,
    ],
    chroma: [
      2, 2, 3, 5, 12, 12, 12, 12, 2, 3, 3, 8, 12, 12, 12, 12, 3, 3, 7, 12, 12, 12, 12, 12, 5, 8, 12,
      12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
      12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
    ],
  },
  canon: {
    quality: 93,
    luma: [
      1, 1, 1, 2, 3, 6, 8, 10, 1, 1, 2, 3, 4, 8, 9, 8, 2, 2, 2, 3, 6, 8, 10, 8, 2, 2, 3, 4, 7, 12,
      11, 9, 3, 3, 8, 11, 10, 16, 15, 11, 3, 5, 8, 10, 12, 15, 16, 13, 7, 10, 11, 12, 15, 17, 17,
      14, 14, 13, 13, 15, 15, 14, 14, 14,
    ],
    chroma: [
      4, 4, 5, 9, 15, 26, 26, 26, 4, 4, 5, 10, 19, 26, 26, 26, 5, 5, 8, 9, 26, 26, 26, 26, 9, 10, 9,
      13, 26, 26, 26, 26, 15, 19, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26,
      26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26, 26,
    ],
  },
  google: {
    quality: 94,
    luma: [
      3, 3, 1, 1, 1, 3, 7, 8, 4, 5, 4, 4, 4, 6, 8, 10, 2, 4, 4, 4, 5, 7, 9, 10, 1, 4, 4, 5, 7, 8, 9,
      10, 1, 3, 5, 7, 8, 9, 11, 12, 3, 6, 7, 9, 11, 11, 12, 11, 6, 7, 8, 9, 11, 12, 12, 11, 8, 7, 7,
      8, 9, 10, 11, 10,
    ],
    chroma: [
      3, 3, 5, 7, 11, 11, 11, 12, 3, 4, 6, 8, 11, 11, 12, 12, 5, 6, 8, 11, 11, 11, 12, 12, 7, 8, 11,
      11, 11, 11, 12, 12, 11, 11, 11, 11, 11, 12, 12, 12, 11, 11, 11, 12, 12, 12, 12, 12, 11, 12,
      12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
    ],
  },
  samsung: {
    quality: 96,
    luma: [
      3, 3, 3, 6, 6, 7, 7, 7, 3, 3, 3, 3, 4, 8, 8, 8, 1, 1, 1, 1, 3, 3, 4, 3, 1, 1, 1, 3, 3, 5, 5,
      4, 1, 1, 3, 3, 4, 7, 6, 5, 1, 3, 3, 4, 5, 6, 7, 6, 3, 4, 5, 5, 6, 7, 7, 6, 4, 6, 6, 6, 7, 7,
      7, 6,
    ],
    chroma: [
      3, 3, 3, 6, 6, 7, 7, 7, 3, 3, 3, 4, 6, 8, 8, 8, 1, 3, 3, 6, 6, 6, 6, 6, 3, 4, 6, 6, 6, 6, 6,
      6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6,
      6, 6,
    ],
  },
  sony: {
    quality: 91,
    luma: [
      2, 2, 2, 4, 4, 8, 10, 14, 2, 2, 4, 4, 6, 8, 10, 14, 2, 4, 4, 4, 6, 8, 12, 16, 4, 4, 4, 6, 6,
      10, 12, 16, 4, 6, 6, 6, 8, 10, 14, 18, 8, 8, 8, 10, 10, 14, 16, 20, 10, 10, 12, 12, 14, 16,
      20, 24, 14, 14, 16, 16, 18, 20, 24, 28,
    ],
    chroma: [
      4, 4, 4, 6, 12, 24, 30, 30, 4, 4, 4, 6, 12, 24, 30, 30, 4, 4, 4, 8, 14, 26, 30, 30, 6, 6, 8,
      10, 18, 30, 30, 30, 12, 12, 14, 18, 28, 30, 30, 30, 24, 24, 26, 30, 30, 30, 30, 30, 30, 30,
      30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
  },
};
