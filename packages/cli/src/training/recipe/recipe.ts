import type { ContrastiveLossResult, StepArrays } from '@exifclip/contrastive';
import type { SentenceConfig } from '@exifclip/models';
import type { BagEncoderParts, OnnxTextParts } from '@exifclip/models/node';
import type { ParameterArrays, Parameters } from '@exifclip/nn';
import type { TowerOptions, TowerResult } from '@exifclip/patch-encoder/tower';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * The parts of a run that are functions and not plain values: both towers and the loss. Swap any of
 * them; the rest of the run does not notice.
 */
export interface Recipe {
  image: ImageSide;
  text: TextSide;
  loss: RecipeLoss;
}

/** What reads patches. */
export interface ImageSide {
  /** Fresh parameters; the same seed gives the same. */
  parameters(seed: number): Parameters;
  /** patches [n, side, side, 3] of grey levels 0…255 → [n, dim], unit length. */
  tower(parameters: Parameters, patches: tf.Tensor4D, options: TowerOptions): TowerResult;
}

/** What reads sentences. */
export interface TextSide {
  /** How tags are written as a sentence, in training and by whoever uses the model. */
  sentence: SentenceConfig;
  /** Fresh parameters; the same seed gives the same. */
  parameters(seed: number): Parameters;
  /** Sentences as what the tower takes: first axes as long as there are sentences, others fixed. */
  arrays(sentences: readonly string[]): StepArrays;
  /** `arrays` as tensors → [n, dim], unit length. */
  tower(parameters: Parameters, arrays: Readonly<Record<string, tf.Tensor>>): tf.Tensor2D;
  /** What a model folder keeps of it. */
  encoder(tower: ParameterArrays): BagEncoderParts | OnnxTextParts;
}

/** How embeddings are tied. */
export interface RecipeLoss {
  /** Parameters of the loss itself, such as the scale of similarities. */
  parameters(seed: number): Parameters;
  run(parameters: Parameters, embeddings: PairedEmbeddings): ContrastiveLossResult;
}

/** Embeddings of one batch; row i of each belongs to sentence i. */
export interface PairedEmbeddings {
  /** One patch of each sentence in each view, [n, dim] of unit length. */
  views: readonly tf.Tensor2D[];
  /** [n, dim], unit length. */
  texts: tf.Tensor2D;
  /** Equal numbers where sentences are equal, int32 [n]. */
  sentenceIds: tf.Tensor1D;
  /** Equal numbers for one photo under two processings, or one scene before two cameras, int32 [n]. */
  photoIds: tf.Tensor1D;
}
