import * as tf from '@tensorflow/tfjs-core';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { depthwiseConv2dBackpropFilter } from './depthwise-conv2d-backprop-filter.ts';
import { depthwiseConv2dBackpropInput } from './depthwise-conv2d-backprop-input.ts';
import { isNan } from './is-nan.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { fastReduction } from './reduce-pixels.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

/**
 * Makes tfjs-backend-wasm (4.22), which must be imported already, able to train.
 *
 * It lacks the filter gradients of convolutions, segment sums and IsNan, its MaxPoolGrad is wrong,
 * and its Conv2DBackpropInput and its sums over pixels are slow. Each is replaced by a composition
 * of kernels that it has. Calling this again does nothing.
 *
 * @throws Error when the wasm backend is not imported
 */
export function registerWasmTrainingKernels(): void {
  if (find('Add') === undefined) {
    throw new Error('expected @tensorflow/tfjs-backend-wasm to be imported first');
  }
  if (find('Conv2DBackpropFilter')?.kernelFunc === kernels.Conv2DBackpropFilter) return;
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) replace(kernelName, kernelFunc);
  for (const name of ['Sum', 'Mean'] as const) {
    const shipped = find(name);
    if (shipped !== undefined) replace(name, fastReduction(name, shipped.kernelFunc));
  }
}

const kernels = {
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseConv2dBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseConv2dBackpropInput,
  IsNan: isNan,
  MaxPoolGrad: maxPoolGrad,
  UnsortedSegmentSum: unsortedSegmentSum,
} as const satisfies Record<string, tf.KernelFunc>;

function find(kernelName: string): tf.KernelConfig | undefined {
  return tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined;
}

function replace(kernelName: string, kernelFunc: tf.KernelFunc): void {
  const shipped = find(kernelName);
  if (shipped !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...shipped, kernelName, backendName: 'wasm', kernelFunc });
}
