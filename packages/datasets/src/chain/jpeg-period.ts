import type { ChromaSubsampling } from '../jpeg/jpeg-codec.ts';

/** After how many pixels the grid of a JPEG repeats: 16 along an axis with halved chroma, else 8. */
export function jpegPeriod(sampling: ChromaSubsampling): { x: number; y: number } {
  return { x: sampling === '4:4:4' ? 8 : 16, y: sampling === '4:2:0' ? 16 : 8 };
}
