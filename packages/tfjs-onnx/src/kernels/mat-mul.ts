import { addNode, type Graph } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import { materialize } from '../layout.ts';
import { fullTensor, type Recorder, type Recorders } from '../recorder.ts';
import { transposeValue } from '../transpose-value.ts';

export const matMulRecorders: Recorders = {
  BatchMatMul: (({ graph, inputs: { a, b }, attributes: { transposeA, transposeB } }) => {
    const [left, right] = [materialize(graph, a!), materialize(graph, b!)];
    const rows = a!.shape.at(transposeA ? -1 : -2)!;
    const columns = b!.shape.at(transposeB ? -2 : -1)!;
    const longer = a!.shape.length >= b!.shape.length ? a!.shape : b!.shape;
    const batch = longer
      .slice(0, -2)
      .map((extent, i) => Math.max(extent, a!.shape[i] ?? 1, b!.shape[i] ?? 1));
    const output = { type: left.type, shape: [...batch, rows, columns] };
    const value =
      batch.length === 0 && left.type === 'float32'
        ? addNode(graph, 'Gemm', [left, right], output, {
            transA: transposeA ? 1 : 0,
            transB: transposeB ? 1 : 0,
          })
        : addNode(
            graph,
            'MatMul',
            [swapLast(graph, left, transposeA), swapLast(graph, right, transposeB)],
            output,
          );
    return fullTensor(value, a!.dtype, output.shape);
  }) satisfies Recorder<{ transposeA: boolean; transposeB: boolean }>,
};

function swapLast(graph: Graph, value: GraphValue, swap: boolean): GraphValue {
  if (!swap) return value;
  const axes = value.shape.map((_, axis) => axis);
  const last = axes.length - 1;
  return transposeValue(graph, value, [...axes.slice(0, -2), last, last - 1]);
}
