import type { AttributeValue, ElementType, GraphNode, GraphValue } from './graph-value.ts';
import type { TracedTensor } from './traced-tensor.ts';

/**
 * An ONNX graph under construction: values, nodes in the order in which they were made (which is
 * a topological one), and constants. Equal nodes on equal inputs are made once.
 */
export interface Graph {
  readonly nodes: GraphNode[];
  readonly constants: GraphValue[];
  readonly inputs: GraphValue[];
  /** Nodes already made, by operator, inputs and attributes. */
  readonly memo: Map<string, GraphValue>;
  /** The node that made a value. */
  readonly makers: Map<GraphValue, GraphNode>;
  /** Tensors from outside that were captured as constants, by tfjs's data identifier. */
  readonly captured: WeakMap<object, TracedTensor>;
  /** Names given so far; they depend on nothing but order, so equal traces give equal bytes. */
  counter: number;
  /** The stand-in extent of a symbolic batch dimension, if there is one. */
  readonly symbolicBatch: number | undefined;
}

export function createGraph(symbolicBatch?: number): Graph {
  return {
    nodes: [],
    constants: [],
    inputs: [],
    memo: new Map(),
    makers: new Map(),
    captured: new WeakMap(),
    counter: 0,
    symbolicBatch,
  };
}

/** Declares an input of the graph. */
export function addInput(
  graph: Graph,
  name: string,
  type: ElementType,
  shape: readonly number[],
): GraphValue {
  const value: GraphValue = { name, type, shape };
  graph.inputs.push(value);
  return value;
}

/** Adds a node with one output, or returns the output of an equal node made before. */
export function addNode(
  graph: Graph,
  operator: string,
  inputs: readonly GraphValue[],
  output: { type: ElementType; shape: readonly number[] },
  attributes: Readonly<Record<string, AttributeValue>> = {},
): GraphValue {
  const key = `${operator}(${inputs.map((v) => v.name).join()})${JSON.stringify(attributes)}`;
  const known = graph.memo.get(key);
  if (known !== undefined) return known;
  const { type, shape } = output;
  const value: GraphValue = { name: `v${graph.counter++}`, type, shape };
  const node = { operator, inputs, output: value, attributes };
  graph.nodes.push(node);
  graph.makers.set(value, node);
  graph.memo.set(key, value);
  return value;
}

/** Adds a constant; small equal ones are added once. */
export function addConstant(
  graph: Graph,
  type: ElementType,
  shape: readonly number[],
  data: Float32Array | Int32Array | Uint8Array | BigInt64Array,
): GraphValue {
  const key = data.length <= 64 ? `constant ${type}[${shape}] ${data.join()}` : undefined;
  const known = key === undefined ? undefined : graph.memo.get(key);
  if (known !== undefined) return known;
  const value: GraphValue = { name: `c${graph.counter++}`, type, shape, constant: data };
  graph.constants.push(value);
  if (key !== undefined) graph.memo.set(key, value);
  return value;
}

/** A vector of int64, the form in which ONNX takes shapes, axes and pads. */
export function addInts(graph: Graph, values: readonly number[]): GraphValue {
  return addConstant(graph, 'int64', [values.length], BigInt64Array.from(values, BigInt));
}

/** A float32 scalar. */
export function addFloat(graph: Graph, value: number): GraphValue {
  return addConstant(graph, 'float32', [], Float32Array.of(value));
}
