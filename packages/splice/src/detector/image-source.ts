import type { RasterImage } from '@exifclip/image';

/**
 * An image to analyse: the bytes of its file, decoded pixels, or, in Node, the path of its file (a
 * `file:` URL will do).
 */
export type ImageSource = Uint8Array | Blob | RasterImage | string | URL;
