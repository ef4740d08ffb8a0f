/** How the positions of a convolutional tower's feature map lie over an image. */
export interface FeatureGeometry {
  /** Pixels between neighbouring positions. */
  readonly stride: number;
  /**
   * What the position `i` sees along either axis, in pixels: from `stride · i − before` to
   * `stride · i + after`, the last included.
   */
  readonly reach: { readonly before: number; readonly after: number };
  /**
   * Whether the tower pads its input. The edges of a patch are then part of what it sees, which a
   * pass over the whole image lacks: it gives an approximation of the patches' embeddings.
   */
  readonly padded: boolean;
  /** What becomes of the positions of a patch. */
  readonly pooling: Pooling;
}

/** The mean over positions, and with it the standard deviation, for each channel. */
export type Pooling = 'mean' | 'mean-and-deviation';
