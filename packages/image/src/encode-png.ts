import { codec } from '#codec';
import { asDenseArray } from './as-dense-array.ts';
import { assertRasterImage } from './assert-raster-image.ts';
import type { DenseArray } from './dense-array.ts';
import type { RasterImage } from './raster-image.ts';

/**
 * Encodes an RGB image, or a `[height, width]` array as a grey one (a mask of 0 and 255), as PNG,
 * without loss and without metadata. In the browser a grey array becomes an RGB file of the same
 * values.
 *
 * @returns the bytes of a PNG file
 * @throws TypeError or RangeError when the image or array is not whole
 */
export async function encodePng(image: RasterImage | DenseArray<Uint8Array>): Promise<Uint8Array> {
  if (!('shape' in image)) {
    assertRasterImage(image);
    return codec.encodePng(image);
  }
  const { data, shape } = asDenseArray(image);
  const [height = 0, width = 0] = shape;
  if (!(data instanceof Uint8Array) || shape.length !== 2 || width === 0 || height === 0) {
    throw new TypeError(
      `expected a grey picture as bytes of shape [height, width], got ${data[Symbol.toStringTag]} of shape [${shape.join(', ')}]`,
    );
  }
  return codec.encodePng({ data, width, height, channels: 1 });
}
