/**
 * An image as it is stored in its file: not rotated, not colour-converted, not scaled. Alpha is
 * dropped, grey is repeated over the three channels, and 16-bit samples become `v >> 8`.
 */
export interface RasterImage {
  /** Interleaved RGB, row-major, `width * height * 3` values of 0…255. */
  data: Uint8Array;
  /** Pixels a row. */
  width: number;
  /** Rows. */
  height: number;
  /** Always RGB. */
  channels: 3;
}
