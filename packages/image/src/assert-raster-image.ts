import type { RasterImage } from './raster-image.ts';

/**
 * Checks that a value is a whole {@link RasterImage}: called wherever one enters the package.
 *
 * @throws TypeError when it is no RGB image of bytes; RangeError when its sizes are not positive
 * integers or do not account for its data
 */
export function assertRasterImage(image: RasterImage): void {
  const { data, width, height, channels } = image;
  if (!(data instanceof Uint8Array)) {
    throw new TypeError(`expected the data of an image to be a Uint8Array, got ${typeName(data)}`);
  }
  if (channels !== 3) {
    throw new TypeError(`expected an image of 3 channels (RGB), got ${String(channels)}`);
  }
  if (!isSize(width) || !isSize(height)) {
    throw new RangeError(
      `expected the width and height of an image to be positive integers, got ${width} and ${height}`,
    );
  }
  if (width * height * 3 !== data.length) {
    throw new RangeError(
      `expected an image of ${width}x${height} to hold ${width * height * 3} bytes, got ${data.length}`,
    );
  }
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

function typeName(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}
