/** Element types that occur in traced graphs, by their ONNX names. */
export type ElementType = 'float32' | 'int32' | 'uint8' | 'int64' | 'bool';

/** An edge of the graph: what one node makes and others read. */
export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Elements in row-major order, for a constant. */
  readonly constant?: Float32Array | Int32Array | Uint8Array | BigInt64Array;
}

/** An attribute of a node: an integer, a list of them, a float (wrapped, for 1 is both) or text. */
export type AttributeValue = number | readonly number[] | { readonly float: number } | string;

/** One operator of the graph. */
export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly GraphValue[];
  readonly output: GraphValue;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}
