import { kernelRecorders } from './kernels/kernel-recorders.ts';

/** tfjs's names of the kernels that can be traced, sorted. */
export function traceableKernels(): string[] {
  return Object.keys(kernelRecorders).sort();
}
