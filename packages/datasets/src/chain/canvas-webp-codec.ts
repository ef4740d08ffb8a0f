import { decodeImage } from '@exifclip/image';
import type { WebpCodec } from './webp-codec.ts';

/**
 * A `WebpCodec` of the browser, on the page or in a worker.
 *
 * @throws Error where there is no OffscreenCanvas, or none that writes WebP
 */
export const canvasWebpCodec: WebpCodec = {
  roundTripWebp: async ({ data, width, height }, { quality }) => {
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error(`the browser gave no 2d canvas of ${width}×${height}`);
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
      rgba.set(data.subarray(from, from + 3), to);
    }
    context.putImageData(new ImageData(rgba, width, height), 0, 0);
    const blob = await context.canvas.convertToBlob({ type: 'image/webp', quality: quality / 100 });
    // A browser that cannot write a format silently writes PNG.
    if (blob.type !== 'image/webp') throw new Error('this browser does not write WebP');
    return decodeImage(new Uint8Array(await blob.arrayBuffer()), { name: 'a WebP in memory' });
  },
};
