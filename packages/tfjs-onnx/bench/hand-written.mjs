// The network of the bench as someone who knows ONNX would write it: channels first throughout,
// batch norm folded into the convolutions for inference, and a training step with the backward
// pass worked out on paper.
import { classes, layers, side } from './network.mjs';
import { onnxBuilder } from './onnx-builder.mjs';

/** `patches` [batch, 3, side, side] → `y` [batch, classes], weights inside the graph. */
export function handWrittenForward(weights, batch) {
  const graph = onnxBuilder();
  let x = graph.input('patches', [batch, 3, side, side]);
  layers.forEach(({ stride }, i) => {
    const { kernel, bias } = foldedKernel(weights, i);
    const parameters = [graph.floats(kernel.data, kernel.shape), graph.floats(bias, [bias.length])];
    x = graph.op('Relu', [graph.op('Conv', [x, ...parameters], convolution(stride))]);
  });
  const { data, shape } = weights.project;
  const features = graph.op('ReduceMean', [x], { axes: [2, 3], keepdims: 0 });
  return graph.bytes({ y: graph.op('MatMul', [features, graph.floats(data, shape)]) });
}

/** What the hand-written graphs take in the place of the function's own inputs. */
export function handWrittenInputs({ patches, targets, ...weights }) {
  const entries = Object.entries(weights).map(([name, { data, shape }]) => {
    if (name.startsWith('kernel')) return [name, outputsFirst({ data, shape })];
    return [name, name === 'project' ? { data, shape } : { data, shape: [1, shape[0], 1, 1] }];
  });
  return { ...Object.fromEntries(entries), patches: channelsFirst(patches), targets };
}

/** One step of gradient descent: from weights, `patches` and `targets` to `loss` and `next/…`. */
export function handWrittenTraining(batch) {
  const graph = onnxBuilder();
  const { op, float, ints } = graph;
  let x = graph.input('patches', [batch, 3, side, side]);
  const targets = graph.input('targets', [batch, classes]);
  const extents = extentsOf();
  const passed = layers.map(({ inputs, outputs, stride }, i) => {
    const kernel = graph.input(`kernel${i}`, [outputs, inputs, 3, 3]);
    const gain = graph.input(`gain${i}`, [1, outputs, 1, 1]);
    const shift = graph.input(`shift${i}`, [1, outputs, 1, 1]);
    const z = op('Conv', [x, kernel], convolution(stride));
    const over = { axes: [0, 2, 3], keepdims: 1 };
    const centred = op('Sub', [z, op('ReduceMean', [z], over)]);
    const variance = op('ReduceMean', [op('Mul', [centred, centred])], over);
    const scale = op('Reciprocal', [op('Sqrt', [op('Add', [variance, float(1e-5)])])]);
    const normal = op('Mul', [centred, scale]);
    const y = op('Relu', [op('Add', [op('Mul', [normal, gain]), shift])]);
    const layer = { x, kernel, gain, shift, scale, normal, y, inputs, outputs, stride, i };
    x = y;
    return layer;
  });
  const project = graph.input('project', [classes, classes]);
  const features = op('ReduceMean', [x], { axes: [2, 3], keepdims: 0 });
  const logs = op('LogSoftmax', [op('MatMul', [features, project])], { axis: 1 });
  const picked = op('ReduceSum', [op('Mul', [targets, logs])], { keepdims: 0 });
  const loss = op('Mul', [picked, float(-1 / batch)]);

  const next = {};
  const move = (name, value, gradient) => {
    next[`next/${name}`] = op('Sub', [value, op('Mul', [gradient, float(0.02)])]);
  };
  const dLogits = op('Mul', [op('Sub', [op('Exp', [logs]), targets]), float(1 / batch)]);
  move('project', project, op('MatMul', [op('Transpose', [features], { perm: [1, 0] }), dLogits]));
  const dFeatures = op('MatMul', [dLogits, op('Transpose', [project], { perm: [1, 0] })]);
  const last = extents.at(-1);
  const each = op('Mul', [dFeatures, float(1 / last ** 2)]);
  let dy = op('Expand', [
    op('Reshape', [each, ints([batch, classes, 1, 1])]),
    ints([batch, classes, last, last]),
  ]);
  for (const layer of [...passed].reverse()) {
    const { kernel, gain, shift, scale, normal, y, stride, i } = layer;
    const count = batch * extents[i] ** 2;
    const over = ints([0, 2, 3]);
    const masked = op('Mul', [dy, op('Sign', [y])]);
    const dShift = op('ReduceSum', [masked, over], { keepdims: 1 });
    const dGain = op('ReduceSum', [op('Mul', [masked, normal]), over], { keepdims: 1 });
    const meanPart = op('Mul', [dShift, float(1 / count)]);
    const variancePart = op('Mul', [normal, op('Mul', [dGain, float(1 / count)])]);
    const bare = op('Sub', [op('Sub', [masked, meanPart]), variancePart]);
    const dz = op('Mul', [bare, op('Mul', [scale, gain])]);
    move(`shift${i}`, shift, dShift);
    move(`gain${i}`, gain, dGain);
    move(`kernel${i}`, kernel, kernelGradient(graph, layer, dz, batch, extents[i]));
    if (i > 0) dy = inputGradient(graph, dz, kernel, stride);
  }
  return graph.bytes({ loss, ...next });
}

/** Columns of the nine shifted inputs times the output's gradient, summed over the images. */
function kernelGradient({ op, ints }, { x, inputs, outputs, stride }, dz, batch, extent) {
  const before = stride === 1 ? 1 : 0;
  const padded = op('Pad', [x, ints([0, 0, before, before, 0, 0, 1, 1])]);
  const reach = (extent - 1) * stride + 1;
  const columns = [];
  for (const row of [0, 1, 2]) {
    for (const column of [0, 1, 2]) {
      const bounds = [ints([row, column]), ints([row + reach, column + reach])];
      const shifted = op('Slice', [padded, ...bounds, ints([2, 3]), ints([stride, stride])]);
      columns.push(op('Reshape', [shifted, ints([batch, inputs, extent ** 2])]));
    }
  }
  const all = op('Concat', columns, { axis: 1 });
  const flat = op('Reshape', [dz, ints([batch, outputs, extent ** 2])]);
  const products = op('MatMul', [flat, op('Transpose', [all], { perm: [0, 2, 1] })]);
  const sum = op('ReduceSum', [products, ints([0])], { keepdims: 0 });
  const taps = op('Reshape', [sum, ints([outputs, 3, 3, inputs])]);
  return op('Transpose', [taps], { perm: [0, 3, 1, 2] });
}

function inputGradient({ op, ints }, dz, kernel, stride) {
  if (stride === 1) {
    const turned = op('Transpose', [kernel], { perm: [1, 0, 2, 3] });
    const bounds = [ints([-1, -1]), ints([-9, -9]), ints([2, 3]), ints([-1, -1])];
    return op('Conv', [dz, op('Slice', [turned, ...bounds])], convolution(1));
  }
  return op('ConvTranspose', [dz, kernel], { ...convolution(stride), output_padding: [0, 0] });
}

/** tfjs's "same" padding at these even extents: a pixel all around, or one below and right. */
function convolution(stride) {
  const before = stride === 1 ? 1 : 0;
  return { kernel_shape: [3, 3], strides: [stride, stride], pads: [before, before, 1, 1] };
}

/** Height (and width) of each layer's output. */
function extentsOf() {
  let extent = side;
  return layers.map(({ stride }) => {
    extent = Math.ceil(extent / stride);
    return extent;
  });
}

/** The statistics of the forward bench, mean 0.1 and variance 0.9, taken into kernel and bias. */
function foldedKernel(weights, i) {
  const { data, shape } = outputsFirst(weights[`kernel${i}`]);
  const factors = weights[`gain${i}`].data.map((gain) => gain / Math.sqrt(0.9 + 1e-5));
  const each = data.length / shape[0];
  return {
    kernel: { data: data.map((value, at) => value * factors[Math.floor(at / each)]), shape },
    bias: weights[`shift${i}`].data.map((shift, channel) => shift - 0.1 * factors[channel]),
  };
}

/** [height, width, in, out] → [out, in, height, width] */
function outputsFirst({ data, shape: [height, width, inputs, outputs] }) {
  const taps = height * width;
  const result = new Float32Array(data.length);
  for (let tap = 0; tap < taps; tap += 1) {
    for (let from = 0; from < inputs; from += 1) {
      for (let to = 0; to < outputs; to += 1) {
        result[(to * inputs + from) * taps + tap] = data[(tap * inputs + from) * outputs + to];
      }
    }
  }
  return { data: result, shape: [outputs, inputs, height, width] };
}

/** [batch, height, width, channels] → [batch, channels, height, width] */
function channelsFirst({ data, shape: [batch, height, width, channels] }) {
  const pixels = height * width;
  const result = new Float32Array(data.length);
  for (let i = 0; i < data.length; i += 1) {
    const channel = i % channels;
    const pixel = Math.floor(i / channels) % pixels;
    const image = Math.floor(i / channels / pixels);
    result[(image * channels + channel) * pixels + pixel] = data[i];
  }
  return { data: result, shape: [batch, channels, height, width] };
}
