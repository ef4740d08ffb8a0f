import type { Graph } from './graph.ts';
import type { TracedTensor } from './traced-tensor.ts';

/** What a kernel is given while tracing. */
export interface Recording<Input extends string, Attributes, Optional extends string> {
  readonly graph: Graph;
  /** The inputs by tfjs's names for them. */
  readonly inputs: Readonly<Record<Input, TracedTensor> & Partial<Record<Optional, TracedTensor>>>;
  /** The inputs in order, for kernels that take a list. */
  readonly list: readonly TracedTensor[];
  readonly attributes: Attributes;
}

/**
 * Records one kernel: adds nodes to the graph and says what stands for the result.
 *
 * `Input` and `Optional` name the kernel's inputs, `Attributes` is tfjs's type of its attributes.
 */
export type Recorder<
  Input extends string = never,
  Attributes = unknown,
  Optional extends string = never,
> = (recording: Recording<Input, Attributes, Optional>) => TracedTensor | readonly TracedTensor[];

/** The recorders of a family of kernels, by tfjs's kernel names. */
export type Recorders = Readonly<
  Record<string, (recording: never) => TracedTensor | readonly TracedTensor[]>
>;
