import type * as tf from '@tensorflow/tfjs-core';

/** What a named input looks like. */
export interface InputSpec {
  /** Extent of every axis; the first is a stand-in where the batch is symbolic. */
  readonly shape: readonly number[];
  /** Element type of the graph's input; uint8 reaches the function as float32. */
  readonly dtype: 'float32' | 'int32' | 'uint8';
}

/** The inputs of a function, by name. */
export type InputSpecs = Readonly<Record<string, InputSpec>>;

/** The tensors that a function with such inputs is given, of their rank where the shape says it. */
export type InputTensors<Inputs extends InputSpecs> = {
  readonly [Name in keyof Inputs]: TensorOfRank<Inputs[Name]['shape']['length']>;
};

/** A function of named tensors that returns named tensors. */
export type TensorFunction<Inputs extends InputSpecs = InputSpecs> = (
  inputs: InputTensors<Inputs>,
) => Readonly<Record<string, tf.Tensor>>;

type TensorOfRank<Rank extends number> = number extends Rank
  ? tf.Tensor
  : Rank extends keyof TensorTypes
    ? TensorTypes[Rank]
    : tf.Tensor;

interface TensorTypes {
  0: tf.Scalar;
  1: tf.Tensor1D;
  2: tf.Tensor2D;
  3: tf.Tensor3D;
  4: tf.Tensor4D;
  5: tf.Tensor5D;
}
