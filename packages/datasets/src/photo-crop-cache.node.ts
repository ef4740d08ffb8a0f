import { readFile } from 'node:fs/promises';
import { decodeImage, type RasterImage } from '@exifclip/image';

export interface PhotoCropCacheOptions {
  /** Decoded pixels that are kept, in bytes; 0 keeps none. @defaultValue 2 GiB */
  maxBytes?: number;
}

/** Decoded images by path. */
export interface PhotoCropCache {
  /**
   * The image at a path, decoded at most once while it is kept.
   *
   * @param read - gives its bytes where the path is no file of its own
   */
  get(path: string, read?: () => Promise<Uint8Array>): Promise<RasterImage>;
  /** Bytes of pixels kept now. */
  bytes(): number;
}

/**
 * Decodes images when they are asked for and keeps them up to a limit, letting go of those that
 * were not asked for the longest. A file that cannot be read is tried again the next time.
 */
export function photoCropCache({ maxBytes = 2 ** 31 }: PhotoCropCacheOptions = {}): PhotoCropCache {
  // A Map lists its keys in the order in which they were set: oldest first.
  const kept = new Map<string, { image: Promise<RasterImage>; bytes: number }>();
  let total = 0;

  const forget = (path: string): void => {
    total -= kept.get(path)?.bytes ?? 0;
    kept.delete(path);
  };
  const shrink = (): void => {
    for (const path of kept.keys()) {
      if (total <= maxBytes) return;
      forget(path);
    }
  };
  const load = (path: string, read: () => Promise<Uint8Array>): Promise<RasterImage> => {
    const entry = { image: decodeBytes(path, read), bytes: 0 };
    kept.set(path, entry);
    const settle = (image: RasterImage): void => {
      if (kept.get(path) !== entry) return;
      entry.bytes = image.data.length;
      total += entry.bytes;
      shrink();
    };
    entry.image.then(settle, () => {
      if (kept.get(path) === entry) forget(path);
    });
    return entry.image;
  };

  return {
    get: (path, read = () => readFile(path)) => {
      const entry = kept.get(path);
      if (!entry) return load(path, read);
      kept.delete(path);
      kept.set(path, entry);
      return entry.image;
    },
    bytes: () => total,
  };
}

async function decodeBytes(path: string, read: () => Promise<Uint8Array>): Promise<RasterImage> {
  return decodeImage(await read(), { name: path });
}
