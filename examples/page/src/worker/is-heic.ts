/** Whether a file is HEIC, by the brands that it names; AVIF, of the same family, is not. */
export function isHeic(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(4, 64));
  if (!start.startsWith('ftyp') || /avi[fs]/.test(start)) return false;
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(start);
}
