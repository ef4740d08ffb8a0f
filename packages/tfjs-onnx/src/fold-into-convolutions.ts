import { addConstant, type Graph } from './graph.ts';
import type { GraphNode, GraphValue } from './graph-value.ts';

/**
 * Folds a factor and a sum a channel that follow a convolution of constant filters into it: batch
 * norm with fixed statistics, and biases.
 *
 * @param nodes in topological order
 * @param kept values that must stay, such as the graph's outputs
 * @returns the nodes that are left; a convolution bears the name of what was folded into it
 */
export function foldIntoConvolutions(
  graph: Graph,
  nodes: readonly GraphNode[],
  kept: readonly GraphValue[],
): readonly GraphNode[] {
  const readers = countReaders(nodes, kept);
  const makers = new Map<GraphValue, GraphNode>();
  const left = new Set<GraphNode>();
  for (const node of nodes) {
    const folded = foldNode(graph, node, makers, readers);
    if (folded !== undefined) left.delete(folded.convolution);
    const result = folded?.node ?? node;
    left.add(result);
    for (const output of result.outputs) makers.set(output, result);
  }
  return [...left];
}

function countReaders(
  nodes: readonly GraphNode[],
  kept: readonly GraphValue[],
): ReadonlyMap<GraphValue, number> {
  const readers = new Map<GraphValue, number>();
  for (const value of [...nodes.flatMap((node) => node.inputs), ...kept]) {
    readers.set(value, (readers.get(value) ?? 0) + 1);
  }
  return readers;
}

function foldNode(
  graph: Graph,
  node: GraphNode,
  makers: ReadonlyMap<GraphValue, GraphNode>,
  readers: ReadonlyMap<GraphValue, number>,
): { node: GraphNode; convolution: GraphNode } | undefined {
  const [a, b] = node.inputs;
  if (a === undefined || b === undefined || !foldable.has(node.operator)) return undefined;
  for (const [value, operand] of node.operator === 'Sub'
    ? [[a, b] as const]
    : [
        [a, b],
        [b, a],
      ]) {
    const convolution = makers.get(value!);
    if (convolution?.operator !== 'Conv' || readers.get(value!) !== 1) continue;
    const inputs = foldedInputs(graph, convolution, node.operator, operand!);
    if (inputs !== undefined)
      return { node: { ...convolution, inputs, outputs: node.outputs }, convolution };
  }
  return undefined;
}

const foldable: ReadonlySet<string> = new Set(['Mul', 'Add', 'Sub']);

/** Input, filter and bias of the convolution with the operand in them; undefined if that fails. */
function foldedInputs(
  graph: Graph,
  { inputs: [x, filter, bias], outputs: [output] }: GraphNode,
  operator: string,
  { constant, shape }: GraphValue,
): readonly GraphValue[] | undefined {
  const channels = output!.shape[1]!;
  const perChannel = shape.every((extent, axis) => extent === (axis === 1 ? channels : 1));
  const filters = filter!.constant;
  const biases = bias === undefined ? new Float32Array(channels) : bias.constant;
  const isFloat = [constant, filters, biases].every((data) => data instanceof Float32Array);
  if (!isFloat || shape.length !== 4 || !(perChannel || constant!.length === 1)) return undefined;
  const operands = constant as Float32Array;
  const operandOf = (channel: number): number => operands[operands.length === 1 ? 0 : channel]!;
  const sign = operator === 'Sub' ? -1 : 1;
  const isFactor = operator === 'Mul';
  const newBias = (biases as Float32Array).map((value, channel) =>
    isFactor ? value * operandOf(channel) : value + sign * operandOf(channel),
  );
  const perFilter = filters!.length / channels;
  const newFilter = isFactor
    ? (filters as Float32Array).map((value, i) => value * operandOf(Math.floor(i / perFilter)))
    : filters!;
  return [
    x!,
    isFactor ? addConstant(graph, 'float32', filter!.shape, newFilter) : filter!,
    addConstant(graph, 'float32', [channels], newBias),
  ];
}
