import type { RasterImage } from '@exifclip/image';

/** Turns a view into the numbers that a linear probe is fitted on. */
export interface FeatureSource {
  /** As it stands in the table. */
  readonly name: string;
  readonly kind: 'ours' | 'vision model' | 'baseline';
  /** @returns as many numbers for every view of one size */
  features(
    view: RasterImage,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Float32Array>;
  /** Frees what it holds. */
  dispose(): Promise<void>;
}
