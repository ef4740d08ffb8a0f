import * as tf from '@tensorflow/tfjs-core';
import { addNode } from '../graph.ts';
import { materialize } from '../layout.ts';
import { fullTensor, type Recorder, type Recorders } from '../recorder.ts';

interface PoolingAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export const poolingRecorders: Recorders = {
  MaxPool: pool('MaxPool', {}),
  AvgPool: pool('AveragePool', { count_include_pad: 0 }),
};

function pool(
  operator: string,
  extra: Readonly<Record<string, number>>,
): Recorder<PoolingAttributes> {
  return ({ graph, list: [x], attributes: { filterSize, strides, pad, dimRoundingMode } }) => {
    const info = tf.backend_util.computePool2DInfo(
      [...x!.shape] as [number, number, number, number],
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    const { top, left, bottom, right } = info.padInfo;
    const value = addNode(
      graph,
      operator,
      [materialize(graph, x!, 'channelsFirst')],
      {
        type: 'float32',
        shape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth],
      },
      {
        kernel_shape: [info.filterHeight, info.filterWidth],
        strides: [info.strideHeight, info.strideWidth],
        pads: [top, left, bottom, right],
        ...extra,
      },
    );
    return fullTensor(value, x!.dtype, info.outShape, 'channelsFirst');
  };
}
