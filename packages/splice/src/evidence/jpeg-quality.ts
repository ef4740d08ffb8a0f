import { luminanceSteps } from '../jpeg/luminance-steps.ts';

/**
 * The quality that a JPEG file was last saved at, on the scale of the Independent JPEG Group: the
 * one whose luminance table has the same sum as the file's first. For tables that are not the
 * standard ones scaled, as many cameras have, it says how coarse they are.
 *
 * @param file - any bytes
 * @returns 1…100, or undefined for what is no JPEG or has no readable table before its pixels
 */
export function jpegQuality(file: Uint8Array): number | undefined {
  const sum = luminanceSum(file);
  if (sum === undefined) return undefined;
  let best = 1;
  for (let quality = 2; quality <= 100; quality++) {
    if (Math.abs(scaledSum(quality) - sum) <= Math.abs(scaledSum(best) - sum)) best = quality;
  }
  return best;
}

const startOfImage = 0xffd8;
const quantizationTables = 0xdb;
const startOfScan = 0xda;

/** The sum of the 64 entries of the first table, or undefined. */
function luminanceSum(file: Uint8Array): number | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (file.length < 4 || view.getUint16(0) !== startOfImage) return undefined;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1]!;
    if (marker === startOfScan) return undefined;
    const length = view.getUint16(at + 2);
    if (marker === quantizationTables) return tableSum(view, at + 4, at + 2 + length);
    at += marker === 0xff ? 1 : 2 + length;
  }
  return undefined;
}

function tableSum(view: DataView, start: number, end: number): number | undefined {
  if (start >= view.byteLength) return undefined;
  const bytesEach = view.getUint8(start) >> 4 === 0 ? 1 : 2;
  if (start + 1 + 64 * bytesEach > Math.min(end, view.byteLength)) return undefined;
  let sum = 0;
  for (let i = 0; i < 64; i++) {
    const at = start + 1 + i * bytesEach;
    sum += bytesEach === 1 ? view.getUint8(at) : view.getUint16(at);
  }
  return sum;
}

function scaledSum(quality: number): number {
  return luminanceSteps(quality).reduce((sum, step) => sum + step, 0);
}
