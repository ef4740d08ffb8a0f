import type * as tf from '@tensorflow/tfjs-core';
import { broadcast } from '../broadcast.ts';
import { addFloat, addNode, type Graph, knownNode } from '../graph.ts';
import type { GraphValue } from '../graph-value.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import type { TracedTensor } from '../traced-tensor.ts';
import { elementwise, mapValue } from './unary.ts';

/** 1 above zero, else alpha. */
const step: Recorder<'x', tf.StepAttrs> = ({ graph, inputs: { x }, attributes: { alpha } }) =>
  mapValue(x, (value) => stepOf(graph, value, alpha));

/** The gradient of elu in terms of its output y: dy above zero, else dy · (y + 1). */
const eluGrad: Recorder<'dy' | 'y'> = ({ graph, inputs: { dy, y } }) =>
  broadcast(graph, [dy, y], 'float32', ([gradient, elu], output) => {
    const below = addNode(graph, 'Min', [elu!, addFloat(graph, 0)], elu!);
    const slope = addNode(graph, 'Add', [below, addFloat(graph, 1)], elu!);
    return addNode(graph, 'Mul', [gradient!, slope], output);
  });

const leakyRelu: Recorder<'x', tf.LeakyReluAttrs> = ({ graph, inputs: { x }, attributes }) =>
  mapValue(x, (value) => leaky(graph, value, attributes.alpha));

const prelu: Recorder<'x' | 'alpha'> = ({ graph, inputs: { x, alpha } }) =>
  parametric(graph, x, alpha);

export const activationRecorders: Recorders = {
  Relu: elementwise((graph, x) => addNode(graph, 'Relu', [x], x)),
  Relu6: elementwise(relu6),
  Elu: elementwise((graph, x) => addNode(graph, 'Elu', [x], x)),
  EluGrad: eluGrad,
  Selu: elementwise((graph, x) => addNode(graph, 'Selu', [x], x)),
  Softplus: elementwise((graph, x) => addNode(graph, 'Softplus', [x], x)),
  LeakyRelu: leakyRelu,
  Prelu: prelu,
  Step: step,
};

/** What a fused kernel says of the activation that ends it. */
export interface FusedActivation {
  readonly activation: string;
  readonly leakyreluAlpha?: number;
  readonly preluActivationWeights?: TracedTensor | undefined;
}

/** Applies the activation of a fused kernel. */
export function activate(graph: Graph, x: TracedTensor, fused: FusedActivation): TracedTensor {
  const { activation, leakyreluAlpha = 0.2, preluActivationWeights: slopes } = fused;
  if (activation === 'prelu' && slopes !== undefined) return parametric(graph, x, slopes);
  return mapValue(x, (value) => {
    if (activation === 'linear') return value;
    if (activation === 'relu6') return relu6(graph, value);
    if (activation === 'leakyrelu') return leaky(graph, value, leakyreluAlpha);
    const operator = { relu: 'Relu', elu: 'Elu', sigmoid: 'Sigmoid' }[activation];
    if (operator !== undefined) return addNode(graph, operator, [value], value);
    throw new RangeError(`expected an activation that tfjs fuses, got ${activation}`);
  });
}

function relu6(graph: Graph, x: GraphValue): GraphValue {
  return addNode(graph, 'Clip', [x, addFloat(graph, 0), addFloat(graph, 6)], x);
}

function leaky(graph: Graph, x: GraphValue, alpha: number): GraphValue {
  return addNode(graph, 'LeakyRelu', [x], x, { alpha: { float: alpha } });
}

function parametric(graph: Graph, x: TracedTensor, slopes: TracedTensor): TracedTensor {
  return broadcast(graph, [x, slopes], 'float32', (values, output) =>
    addNode(graph, 'PRelu', values, output),
  );
}

function stepOf(graph: Graph, x: GraphValue, alpha: number): GraphValue {
  if (alpha === 0) return positiveMask(graph, x);
  const above = addNode(graph, 'Greater', [x, addFloat(graph, 0)], {
    type: 'bool',
    shape: x.shape,
  });
  return addNode(graph, 'Where', [above, addFloat(graph, 1), addFloat(graph, alpha)], x);
}

/**
 * 1 where x > 0, else 0, in one pass over all threads: min(1, max(0, x · largest float)). A
 * comparison and a cast are two, and ONNX Runtime's Sign takes a single thread. Only subnormal
 * numbers come out between 0 and 1.
 */
function positiveMask(graph: Graph, x: GraphValue): GraphValue {
  // The gradient of relu asks for the step of its input; its output serves as well, and is at hand.
  const value = knownNode(graph, 'Relu', [x]) ?? x;
  const steep = { alpha: { float: LARGEST_FLOAT }, beta: { float: 0 } };
  return addNode(graph, 'HardSigmoid', [value], x, steep);
}

const LARGEST_FLOAT = 3.4028234663852886e38;
