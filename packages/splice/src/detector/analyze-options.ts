import type { RasterImage } from '@exifclip/image';
import type { LocalizeMethod } from '../localize-method.ts';

/** Options of a detector's `analyze`. */
export interface AnalyzeOptions {
  /** At most this many patches, spread evenly; more find smaller splices. @defaultValue 1000 */
  maxPatches?: number | undefined;
  /**
   * Distance between patches in pixels, in place of a budget; a multiple of 8 keeps all patches in
   * the same phase of the JPEG grid and the Bayer pattern. At most 250,000 patches may come of it.
   * @defaultValue what `maxPatches` allows
   */
  stride?: number | undefined;
  /**
   * Largest image that is decoded, width * height in pixels; read from the file's header before
   * memory is spent. Images that are given as pixels are not asked.
   * @defaultValue what `decodeImage` allows, some 268 million
   */
  maxPixels?: number | undefined;
  /** How embeddings become a map. @defaultValue `'traced-region'` */
  method?: LocalizeMethod | undefined;
  /** What the image is called in errors. @defaultValue its path or file name, else `'image'` */
  name?: string | undefined;
  /** Handed the pixels once they are decoded, for those who draw on them. */
  onImage?: ((image: RasterImage) => void) | undefined;
  /** Told after every batch how many of all patches are done. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Stops between steps; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}
