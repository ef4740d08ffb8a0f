import type { PatchGrid } from '@exifclip/patch-encoder';

/** A grid of patches at every whole stride, as the published method lays it. */
export function regularGrid(
  imageWidth: number,
  imageHeight: number,
  patchSize: number,
  stride: number,
): PatchGrid {
  const offsets = (extent: number) =>
    Int32Array.from(
      { length: 1 + Math.floor((extent - patchSize) / stride) },
      (_, i) => i * stride,
    );
  return {
    patchSize,
    rowOffsets: offsets(imageHeight),
    colOffsets: offsets(imageWidth),
    imageWidth,
    imageHeight,
  };
}
