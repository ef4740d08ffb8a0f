import type { RasterImage } from '@exifclip/image';

/** Smooth colours with noise on them; the same every time. */
export function noiseImage(width: number, height: number): RasterImage {
  let state = 7;
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 100 + 50 * Math.sin(i / 300) + (state >>> 26);
  });
  return { data, width, height, channels: 3 };
}
