import onnxProto from 'onnx-proto';
import type { Graph } from './graph.ts';
import type { AttributeValue, ElementType, GraphNode, GraphValue } from './graph-value.ts';

/** A graph as an ONNX file. */
export interface OnnxModel {
  /** The bytes of the .onnx file; equal functions give equal bytes. */
  readonly bytes: Uint8Array;
  /** Names of its inputs, in order. */
  readonly inputNames: readonly string[];
  /** Names of its outputs, in order. */
  readonly outputNames: readonly string[];
}

/** The operator set that onnxruntime 1.14 and later, and transformers.js 3 and later, all run. */
const operatorSet = 18;
const irVersion = 8;

const typeCodes: Readonly<Record<ElementType, number>> = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
};

/** Writes the part of a graph that its outputs need. */
export function writeOnnx(
  { graph, outputs }: { graph: Graph; outputs: Readonly<Record<string, GraphValue>> },
  { name }: { name: string },
): OnnxModel {
  const { onnx } = onnxProto;
  const needed = reachable(graph, Object.values(outputs));
  const named = Object.entries(outputs).map(([outputName, value]) => ({
    // An output may be an input or be asked for twice, so each gets a node of its own.
    node: { operator: 'Identity', inputs: [value], attributes: {} },
    output: { ...value, name: outputName },
  }));
  const describe = (value: GraphValue) => valueInfo(value, graph.symbolicBatch);
  const model = onnx.ModelProto.create({
    irVersion,
    producerName: '@exifclip/tfjs-onnx',
    opsetImport: [{ domain: '', version: operatorSet }],
    graph: {
      name,
      node: [
        ...graph.nodes.filter((node) => needed.has(node.output)).map((node) => nodeProto(node)),
        ...named.map(({ node, output }) => nodeProto({ ...node, output })),
      ],
      initializer: graph.constants.filter((c) => needed.has(c)).map(tensorProto),
      input: graph.inputs.map(describe),
      output: named.map(({ output }) => describe(output)),
    },
  });
  return {
    bytes: onnx.ModelProto.encode(model).finish().slice(),
    inputNames: graph.inputs.map((value) => value.name),
    outputNames: Object.keys(outputs),
  };
}

function reachable(graph: Graph, outputs: readonly GraphValue[]): Set<GraphValue> {
  const needed = new Set(outputs);
  for (const node of [...graph.nodes].reverse()) {
    if (needed.has(node.output)) for (const input of node.inputs) needed.add(input);
  }
  return needed;
}

function nodeProto({ operator, inputs, output, attributes }: GraphNode) {
  return {
    opType: operator,
    name: output.name,
    input: inputs.map((value) => value.name),
    output: [output.name],
    attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
  };
}

function attributeProto(name: string, value: AttributeValue) {
  if (typeof value === 'number') return { name, type: 2, i: value };
  if (typeof value === 'string') return { name, type: 3, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: 1, f: value.float };
  return { name, type: 7, ints: [...value] };
}

function tensorProto({ name, type, shape, constant }: GraphValue) {
  const { buffer, byteOffset, byteLength } = constant!;
  return {
    name,
    dataType: typeCodes[type],
    dims: [...shape],
    rawData: new Uint8Array(buffer, byteOffset, byteLength),
  };
}

function valueInfo({ name, type, shape }: GraphValue, symbolicBatch: number | undefined) {
  const dim = shape.map((extent) =>
    extent === symbolicBatch ? { dimParam: 'batch' } : { dimValue: extent },
  );
  return { name, type: { tensorType: { elemType: typeCodes[type], shape: { dim } } } };
}
