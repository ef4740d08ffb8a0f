import type * as tf from '@tensorflow/tfjs-core';

/** A function of named tensors. */
export type TensorFunction = (
  inputs: Readonly<Record<string, tf.Tensor>>,
) => Readonly<Record<string, tf.Tensor>>;

/** What a named input looks like. */
export interface InputSpec {
  /** Extent of every axis; the first is a stand-in where the batch is symbolic. */
  readonly shape: readonly number[];
  /** Element type of the graph's input; uint8 reaches the function as float32. */
  readonly dtype: 'float32' | 'int32' | 'uint8';
}
