import { decodeImage, type RasterImage } from '@exifclip/image';
import { readInput } from '../read-input.ts';

/** Opens an image that the user or a manifest named. */
export async function decodeFile(path: string): Promise<RasterImage> {
  return decodeImage(await readInput(path), { name: path });
}
