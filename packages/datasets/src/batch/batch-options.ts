import type { RenderSentenceOptions } from '@exifclip/exif-text';
import type { RandomProfileOptions } from '../camera/random-profile.ts';
import type { RandomChainOptions } from '../chain/random-chain.ts';
import type { ResizeCodec } from '../chain/resize-codec.ts';
import type { WebpCodec } from '../chain/webp-codec.ts';
import type { JpegCodec } from '../jpeg/jpeg-codec.ts';

/** What a training batch is made of: plain values, so that they can be sent to a worker. */
export interface BatchComposition {
  /** Different photos a batch, each with two processing chains. @defaultValue 44 */
  photosPerBatch?: number;
  /** Pairs of simulated cameras a batch. @defaultValue 20 */
  cameraPairs?: number;
  /** Side of a patch in pixels, even. @defaultValue 64 */
  patchSize?: number;
  /** Probability that a tag of a photo stays in its sentence, 0…1. @defaultValue 0.5 */
  tagKeep?: number;
  /** The same for the words of processing chains and simulated cameras. @defaultValue 0.95 */
  processingTagKeep?: number;
  /** Largest share of photos of the colour chart, 0…1. @defaultValue 0.15 */
  colourChartShare?: number;
  /** Share of simulated photos whose scene is made up and not a photo, 0…1. @defaultValue 0.05 */
  proceduralShare?: number;
  /** How processing chains are drawn. @defaultValue those of `randomChain` */
  chain?: RandomChainOptions;
  /** How simulated cameras are drawn. @defaultValue those of `randomProfile` */
  camera?: RandomProfileOptions;
  /**
   * Share of neighbouring photos that go through the same two chains, so that only their cameras
   * tell them apart, as in a splice that was saved as a whole, 0…1. @defaultValue 0.5
   */
  sharedChainShare?: number;
  /** Share of pairs of simulated cameras whose photos both go through one chain, 0…1. @defaultValue 0.6 */
  cameraChainShare?: number;
  /**
   * Share of pairs of simulated cameras whose two scenes are of two photos and not of one, so that
   * nothing but the camera says which patches belong together, 0…1. @defaultValue 0
   */
  twoPhotoShare?: number;
  /** How tags become a sentence. @defaultValue as `renderSentence` does */
  sentence?: RenderSentenceOptions;
  /**
   * Photos that a window of steps draws from, for corpora larger than the cache: each that is
   * decoded then serves many batches. 0: all photos, always. At least as many as a batch has.
   * @defaultValue 0
   */
  poolPhotos?: number;
  /** Steps in such a window. @defaultValue 100 */
  poolSteps?: number;
}

export interface TrainingBatchOptions extends BatchComposition {
  /** Names the whole run. */
  seed: number | string;
  /** Number of the batch in the run, from 0. */
  step: number;
  /** What saves and opens JPEG. @defaultValue `directJpegCodec` */
  codec?: JpegCodec;
  /** What resizes where chains are drawn with `libvipsShare`. @defaultValue none */
  resizer?: ResizeCodec;
  /** What saves and opens WebP where chains are drawn with `webpShare`. @defaultValue none */
  webp?: WebpCodec;
}

/** The options of a batch with nothing left out. */
export type BatchSettings = Required<BatchComposition> & {
  codec: JpegCodec;
  resizer?: ResizeCodec;
  webp?: WebpCodec;
};
