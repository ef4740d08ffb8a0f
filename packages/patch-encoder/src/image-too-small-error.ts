/** An image that does not hold a single patch. Enlarging it would not help: traces do not survive that. */
export class ImageTooSmallError extends RangeError {
  override readonly name = 'ImageTooSmallError';
  /** Width of the image, in pixels. */
  readonly width: number;
  /** Height of the image, in pixels. */
  readonly height: number;
  /** Side of a patch, in pixels. */
  readonly patchSize: number;

  constructor(width: number, height: number, patchSize: number) {
    super(
      `expected an image of at least one patch, ${patchSize}x${patchSize}, got ${width}x${height}`,
    );
    this.width = width;
    this.height = height;
    this.patchSize = patchSize;
  }
}
