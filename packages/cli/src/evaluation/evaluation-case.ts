import type { DenseArray, RasterImage } from '@exifclip/image';

/** An image and what is known of it. */
export interface LoadedCase {
  image: RasterImage;
  /** [height, width], 1 = spliced; absent where nothing is known of where. */
  mask?: DenseArray<Uint8Array>;
}

/** One image to evaluate; its pixels come when they are asked for. */
export interface EvaluationCase {
  dataset: string;
  /** Unique in its dataset. */
  id: string;
  label: 'spliced' | 'authentic';
  /** Why it cannot be evaluated, where that is known without opening it. */
  unusable?: string;
  /** @throws Error with one line when image or mask cannot be used */
  load(): Promise<LoadedCase>;
}
