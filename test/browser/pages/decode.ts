import { type DecodeImageOptions, decodeImage, encodePng, type RasterImage } from '@exifclip/image';

export type Decoded = RasterImage | { error: string; message: string };

/** Decodes the file that the test serves as `/files/<name>`. */
export async function decodeFile(name: string, options: DecodeImageOptions = {}): Promise<Decoded> {
  const answer = await fetch(`/files/${name}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return decodeImage(bytes, { name, ...options }).catch((error: Error) => ({
    error: error.name,
    message: error.message,
  }));
}

/** A PNG file of the image, and what it decodes to. */
export async function encodeAndDecode(image: RasterImage): Promise<[Uint8Array, RasterImage]> {
  const file = await encodePng(image);
  return [file, await decodeImage(file)];
}
