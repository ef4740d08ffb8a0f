import type { ResizeKernel } from './processing-step.ts';

/** For every output sample, the first input sample it reads and `taps` weights that sum to 1. */
export interface ResizeWeights {
  taps: number;
  starts: Int32Array;
  weights: Float32Array;
}

/** How far a kernel reaches on either side, in pixels of the coarser image. */
export const kernelSupport: Readonly<Record<ResizeKernel, number>> = {
  nearest: 0.5,
  area: 0.5,
  bilinear: 1,
  bicubic: 2,
  mitchell: 2,
  lanczos2: 2,
  lanczos3: 3,
};

/**
 * Weights of a separable resize along one axis: output `i` is centred at `(i + ½) / factor`. When
 * the image shrinks the kernel widens by as much, so nothing aliases (but for `nearest`). At the
 * borders the weights inside are scaled to sum to 1.
 *
 * @see R. Keys, "Cubic convolution interpolation" (1981), a = −½, for `bicubic`
 * @see D. Mitchell and A. Netravali, "Reconstruction filters in computer graphics" (1988), ⅓ and ⅓,
 * for `mitchell`
 */
export function resizeWeights(
  inputSize: number,
  outputSize: number,
  factor: number,
  kernel: ResizeKernel,
): ResizeWeights {
  const widening = kernel === 'nearest' ? 1 : Math.max(1, 1 / factor);
  // A pixel that `area` covers in part has its centre up to half a pixel outside.
  const reach = kernelSupport[kernel] * widening + (kernel === 'area' ? 0.5 : 0);
  const taps = kernel === 'nearest' ? 1 : Math.min(inputSize, Math.ceil(2 * reach) + 1);
  const starts = new Int32Array(outputSize);
  const weights = new Float32Array(outputSize * taps);
  const weigh = KERNELS[kernel];
  for (let i = 0; i < outputSize; i += 1) {
    const centre = (i + 0.5) / factor;
    const first = kernel === 'nearest' ? Math.floor(centre) : Math.floor(centre - reach + 0.5);
    const start = Math.min(Math.max(first, 0), inputSize - taps);
    let sum = 0;
    for (let k = 0; k < taps; k += 1) {
      const distance = (start + k + 0.5 - centre) / widening;
      const weight = taps === 1 ? 1 : weigh(distance, 1 / widening);
      weights[i * taps + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < taps; k += 1) weights[i * taps + k] = weights[i * taps + k]! / sum;
    starts[i] = start;
  }
  return { taps, starts, weights };
}

/** Weight of an input pixel `width` wide whose centre lies at `x`, in units of the kernel. */
type Weigh = (x: number, width: number) => number;

const KERNELS: Readonly<Record<ResizeKernel, Weigh>> = {
  nearest: () => 1,
  area: (x, width) =>
    Math.max(0, Math.min(x + width / 2, 0.5) - Math.max(x - width / 2, -0.5)) / width,
  bilinear: (x) => Math.max(0, 1 - Math.abs(x)),
  bicubic: (x) => cubic(Math.abs(x)),
  mitchell: (x) => mitchell(Math.abs(x)),
  lanczos2: (x) => (Math.abs(x) < 2 ? sinc(x) * sinc(x / 2) : 0),
  lanczos3: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0),
};

function cubic(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function mitchell(x: number): number {
  if (x < 1) return ((21 * x - 36) * x * x + 16) / 18;
  return x < 2 ? (((-7 * x + 36) * x - 60) * x + 32) / 18 : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
