import type { RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { blockiness } from './blockiness.ts';
import { centralGrey } from './central-grey.ts';
import { flatShare } from './flat-share.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { resamplingPeak } from './resampling-peak.ts';

/** How much an image can say about itself: what the warnings of a report rest on. */
export interface Evidence {
  /** Patches on the grid. */
  patches: number;
  /** Share of them that are flat or clipped, 0…1. */
  flatShare: number;
  /** Steps at every eighth pixel over those elsewhere; 1 = none. */
  blockiness: number;
  /** The highest peak that interpolation may have left in the spectrum; about 3 = none. */
  resamplingPeak: number;
  /** Quality that the file was last saved at, 1…100; undefined for what is no JPEG file. */
  jpegQuality: number | undefined;
}

/**
 * Measures what an image can say about itself.
 *
 * @param file - the image's file, where there is one: it tells the JPEG quality
 */
export function measureEvidence(
  image: RasterImage,
  grid: PatchGrid,
  file: Uint8Array | undefined,
): Evidence {
  const grey = centralGrey(image);
  return {
    patches: grid.rowOffsets.length * grid.colOffsets.length,
    flatShare: flatShare(image, grid),
    blockiness: blockiness(grey),
    resamplingPeak: resamplingPeak(grey),
    jpegQuality: file === undefined ? undefined : jpegQuality(file),
  };
}
