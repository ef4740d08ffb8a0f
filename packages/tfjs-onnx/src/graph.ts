import type { Elements, ElementType } from './element-type.ts';
import { foldConstants } from './fold-constants.ts';
import type { Attributes, GraphNode, GraphValue, ValueType } from './graph-value.ts';
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
  readonly knownNodes: Map<string, GraphNode>;
  /** Small constants already made, by type, shape and elements. */
  readonly knownConstants: Map<string, GraphValue>;
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
    knownNodes: new Map(),
    knownConstants: new Map(),
    makers: new Map(),
    captured: new WeakMap(),
    counter: 0,
    symbolicBatch,
  };
}

/** Begins the names that the graph gives to its own values; callers' names may not. */
export const ownNameMark = '%';

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

/**
 * Adds a node with one output, or returns the output of an equal node made before. Arithmetic on
 * constants is done at once and gives a constant.
 */
export function addNode(
  graph: Graph,
  operator: string,
  inputs: readonly GraphValue[],
  output: ValueType,
  attributes: Attributes = {},
): GraphValue {
  const folded = foldConstants(operator, inputs, output);
  if (folded !== undefined) return addConstant(graph, output.type, output.shape, folded);
  return addNodeOfMany(graph, operator, inputs, [output], attributes)[0]!;
}

/** Adds a node with several outputs, or returns those of an equal node made before. */
export function addNodeOfMany(
  graph: Graph,
  operator: string,
  inputs: readonly GraphValue[],
  outputs: readonly ValueType[],
  attributes: Attributes = {},
): readonly GraphValue[] {
  const key = nodeKey(operator, inputs, attributes);
  const known = graph.knownNodes.get(key);
  if (known !== undefined) return known.outputs;
  const values = outputs.map(({ type, shape }) => ({ name: nextName(graph), type, shape }));
  const node = { operator, inputs, outputs: values, attributes };
  graph.nodes.push(node);
  graph.knownNodes.set(key, node);
  for (const value of values) graph.makers.set(value, node);
  return values;
}

/** The first output of such a node, if it was made before. */
export function knownNode(
  graph: Graph,
  operator: string,
  inputs: readonly GraphValue[],
  attributes: Attributes = {},
): GraphValue | undefined {
  return graph.knownNodes.get(nodeKey(operator, inputs, attributes))?.outputs[0];
}

function nodeKey(operator: string, inputs: readonly GraphValue[], attributes: Attributes): string {
  return `${operator}(${inputs.map((value) => value.name).join()})${JSON.stringify(attributes)}`;
}

/** Constants of up to this many elements are compared, so that equal ones are added once. */
const smallConstant = 64;

/** Adds a constant; small equal ones are added once. */
export function addConstant(
  graph: Graph,
  type: ElementType,
  shape: readonly number[],
  data: Elements,
): GraphValue {
  const key = data.length <= smallConstant ? `${type}[${shape}] ${data.join()}` : undefined;
  const known = key === undefined ? undefined : graph.knownConstants.get(key);
  if (known !== undefined) return known;
  const value: GraphValue = { name: nextName(graph), type, shape, constant: data };
  graph.constants.push(value);
  if (key !== undefined) graph.knownConstants.set(key, value);
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

function nextName(graph: Graph): string {
  return `${ownNameMark}${graph.counter++}`;
}
