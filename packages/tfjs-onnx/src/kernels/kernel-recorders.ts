import type { Recorders } from '../recorder.ts';
import { activationRecorders } from './activations.ts';
import { batchNormRecorders } from './batch-norm.ts';
import { binaryRecorders } from './binary.ts';
import { constantRecorders } from './constants.ts';
import { convolutionRecorders } from './convolution.ts';
import { cumulativeRecorders } from './cumulative.ts';
import { depthwiseRecorders } from './depthwise.ts';
import { gatherRecorders } from './gather.ts';
import { joinRecorders } from './join.ts';
import { matMulRecorders } from './mat-mul.ts';
import { padRecorders } from './pad.ts';
import { poolingRecorders } from './pooling.ts';
import { reductionRecorders } from './reductions.ts';
import { resizeRecorders } from './resize.ts';
import { shapeRecorders } from './shapes.ts';
import { sliceRecorders } from './slice.ts';
import { softmaxRecorders } from './softmax.ts';
import { unaryRecorders } from './unary.ts';

/** The recorder of every kernel that can be traced. */
export const kernelRecorders: Recorders = {
  ...activationRecorders,
  ...batchNormRecorders,
  ...binaryRecorders,
  ...constantRecorders,
  ...convolutionRecorders,
  ...cumulativeRecorders,
  ...depthwiseRecorders,
  ...gatherRecorders,
  ...joinRecorders,
  ...matMulRecorders,
  ...padRecorders,
  ...poolingRecorders,
  ...reductionRecorders,
  ...resizeRecorders,
  ...shapeRecorders,
  ...sliceRecorders,
  ...softmaxRecorders,
  ...unaryRecorders,
};
