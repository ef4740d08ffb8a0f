import onnxProto from 'onnx-proto';
import { elementTypeCodes } from './element-type.ts';
import { foldIntoConvolutions } from './fold-into-convolutions.ts';
import type { Graph } from './graph.ts';
import type { AttributeValue, GraphNode, GraphValue } from './graph-value.ts';

/** A graph as an ONNX file. */
export interface OnnxModel {
  /** The bytes of the .onnx file; equal functions give equal bytes. */
  readonly bytes: Uint8Array;
  /** Names of its inputs, in order. */
  readonly inputNames: readonly string[];
  /** Names of its outputs, in order. */
  readonly outputNames: readonly string[];
}

/** A recorded graph and what its outputs are called. */
export interface RecordedGraph {
  readonly graph: Graph;
  readonly outputs: Readonly<Record<string, GraphValue>>;
}

/** What a file says of itself. */
export interface OnnxFileOptions {
  /** The graph's name. */
  name: string;
  /** Notes that travel with the graph, such as the range of its inputs. */
  metadata: Readonly<Record<string, string>>;
}

/** The operator set that onnxruntime 1.14 and later, and transformers.js 3 and later, all run. */
const operatorSet = 18;
const irVersion = 8;

/** Writes the part of a graph that its outputs need. */
export function writeOnnx(
  { graph, outputs }: RecordedGraph,
  { name, metadata }: OnnxFileOptions,
): OnnxModel {
  const { ModelProto } = onnxProto.onnx;
  const results = Object.values(outputs);
  const nodes = foldIntoConvolutions(graph, onlyNeeded(graph.nodes, results), results);
  const needed = read(nodes, results);
  // An output may be an input or be asked for twice, so each gets a node of its own.
  const named = Object.entries(outputs).map(
    ([outputName, value]): GraphNode => ({
      operator: 'Identity',
      inputs: [value],
      outputs: [{ name: outputName, type: value.type, shape: value.shape }],
      attributes: {},
    }),
  );
  const describe = (value: GraphValue) => valueInfo(value, graph.symbolicBatch);
  const model = ModelProto.create({
    irVersion,
    producerName: '@exifclip/tfjs-onnx',
    opsetImport: [{ domain: '', version: operatorSet }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name,
      node: [
        ...nodes.map((node) => nodeProto(withoutIdleOutputs(node, needed))),
        ...named.map(nodeProto),
      ],
      initializer: graph.constants.filter((constant) => needed.has(constant)).map(tensorProto),
      input: graph.inputs.map(describe),
      output: named.flatMap((node) => node.outputs.map(describe)),
    },
  });
  return {
    bytes: ModelProto.encode(model).finish().slice(),
    inputNames: graph.inputs.map((value) => value.name),
    outputNames: Object.keys(outputs),
  };
}

/** The nodes on which results depend. */
function onlyNeeded(
  nodes: readonly GraphNode[],
  results: readonly GraphValue[],
): readonly GraphNode[] {
  const needed = new Set(results);
  const kept: GraphNode[] = [];
  for (const node of [...nodes].reverse()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    for (const input of node.inputs) needed.add(input);
    kept.push(node);
  }
  return kept.reverse();
}

/** The values that a node or a caller reads. */
function read(nodes: readonly GraphNode[], results: readonly GraphValue[]): Set<GraphValue> {
  return new Set([...results, ...nodes.flatMap((node) => node.inputs)]);
}

/** The node without outputs at its end that nobody reads: operators are faster without them. */
function withoutIdleOutputs(node: GraphNode, needed: ReadonlySet<GraphValue>): GraphNode {
  const last = Math.max(...node.outputs.map((output, i) => (needed.has(output) ? i : 0)));
  return { ...node, outputs: node.outputs.slice(0, last + 1) };
}

function nodeProto({ operator, inputs, outputs, attributes }: GraphNode) {
  return {
    opType: operator,
    name: outputs[0]!.name,
    input: inputs.map((value) => value.name),
    output: outputs.map((value) => value.name),
    attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
  };
}

/** ONNX's codes for the kinds of attributes. */
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;

function attributeProto(name: string, value: AttributeValue) {
  if (typeof value === 'number') return { name, type: attributeTypes.int, i: value };
  if (typeof value === 'string') {
    return { name, type: attributeTypes.string, s: new TextEncoder().encode(value) };
  }
  if ('float' in value) return { name, type: attributeTypes.float, f: value.float };
  return { name, type: attributeTypes.ints, ints: [...value] };
}

function tensorProto({ name, type, shape, constant }: GraphValue) {
  const { buffer, byteOffset, byteLength } = constant!;
  return {
    name,
    dataType: elementTypeCodes[type],
    dims: [...shape],
    rawData: new Uint8Array(buffer, byteOffset, byteLength),
  };
}

function valueInfo({ name, type, shape }: GraphValue, symbolicBatch: number | undefined) {
  const dim = shape.map((extent) =>
    extent === symbolicBatch ? { dimParam: 'batch' } : { dimValue: extent },
  );
  return { name, type: { tensorType: { elemType: elementTypeCodes[type], shape: { dim } } } };
}
