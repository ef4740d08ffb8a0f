import type * as tf from '@tensorflow/tfjs-core';
import { broadcast } from '../broadcast.ts';
import { addFloat, addNode, type Graph } from '../graph.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import type { TracedTensor } from '../traced-tensor.ts';

/**
 * x · factor + shift, with factor = scale / √(variance + ε) and shift = offset − mean · factor.
 * Where the statistics are constants, ONNX Runtime folds both into the convolution before.
 */
const fusedBatchNorm: Recorder<
  'x' | 'mean' | 'variance',
  tf.FusedBatchNormAttrs,
  'offset' | 'scale'
> = ({ graph, inputs: { x, mean, variance, offset, scale }, attributes }) => {
  const factor = times(graph, reciprocalDeviation(graph, variance, attributes), scale);
  const product = combine(graph, 'Mul', mean, factor);
  const shift =
    offset === undefined
      ? { ...product, value: addNode(graph, 'Neg', [product.value], product.value) }
      : combine(graph, 'Sub', offset, product);
  return combine(graph, 'Add', combine(graph, 'Mul', x, factor), shift);
};

export const batchNormRecorders: Recorders = { FusedBatchNorm: fusedBatchNorm };

function reciprocalDeviation(
  graph: Graph,
  variance: TracedTensor,
  { varianceEpsilon }: tf.FusedBatchNormAttrs,
): TracedTensor {
  const { value } = variance;
  const safe = addNode(graph, 'Add', [value, addFloat(graph, varianceEpsilon)], value);
  const deviation = addNode(graph, 'Sqrt', [safe], value);
  return { ...variance, value: addNode(graph, 'Reciprocal', [deviation], value) };
}

function times(graph: Graph, x: TracedTensor, factor: TracedTensor | undefined): TracedTensor {
  return factor === undefined ? x : combine(graph, 'Mul', x, factor);
}

function combine(graph: Graph, operator: string, a: TracedTensor, b: TracedTensor): TracedTensor {
  return broadcast(graph, [a, b], 'float32', (values, output) =>
    addNode(graph, operator, values, output),
  );
}
