import type { DenseArray } from '@exifclip/image';

/**
 * Which of two clusters is taken to be the spliced one: the smaller; of two equally large ones the
 * one that touches the border less, since a pasted object rarely frames the picture.
 *
 * @param labels - `[rows, cols]` of 0 and 1
 */
export function minorityLabel(labels: DenseArray<Uint8Array>): 0 | 1 {
  const { data, shape } = labels;
  const [rows, cols] = shape as [number, number];
  let ones = 0;
  let border = 0;
  let borderOnes = 0;
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor(i / cols);
    const col = i % cols;
    const atBorder = row === 0 || row === rows - 1 || col === 0 || col === cols - 1;
    ones += data[i]!;
    if (!atBorder) continue;
    border++;
    borderOnes += data[i]!;
  }
  if (ones * 2 !== data.length) return ones * 2 < data.length ? 1 : 0;
  if (borderOnes * 2 !== border) return borderOnes * 2 < border ? 1 : 0;
  return data[0] === 1 ? 0 : 1;
}
