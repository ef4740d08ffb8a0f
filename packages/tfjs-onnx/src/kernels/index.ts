import { type Recorders, registerRecorders } from '../recorder.ts';
import { binaryRecorders } from './binary.ts';
import { convolutionRecorders } from './convolution.ts';
import { matMulRecorders } from './mat-mul.ts';
import { poolingRecorders } from './pooling.ts';
import { reductionRecorders } from './reductions.ts';
import { shapeRecorders } from './shapes.ts';
import { unaryRecorders } from './unary.ts';

/** Every kernel that can be traced. */
const recorders: Recorders = {
  ...unaryRecorders,
  ...binaryRecorders,
  ...reductionRecorders,
  ...shapeRecorders,
  ...matMulRecorders,
  ...convolutionRecorders,
  ...poolingRecorders,
};

/** Registers the recording kernels of the tracing backend. */
export function registerTraceKernels(): void {
  registerRecorders(recorders);
}

/** tfjs's names of the kernels that can be traced, sorted. */
export function traceableKernels(): string[] {
  return Object.keys(recorders).sort();
}
