import type { Parameters, TorchParameter } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

/** A tensor of an oracle: values in PyTorch's order are float32(offset + scale · sin(0.7 i + 1.3 k)). */
export interface RuledTensor {
  name: string;
  shape: number[];
  scale: number;
  offset: number;
}

/** A tower's parameters out of an oracle's rule-made tensors, turned to the layouts of tfjs. */
export function torchRuleParameters(
  wanted: readonly TorchParameter[],
  tensors: readonly RuledTensor[],
): Parameters {
  const positions = new Map(tensors.map(({ name }, k) => [name, k]));
  const entries = wanted.map(({ name, torchName, shape, layout }) => {
    const k = positions.get(torchName);
    if (k === undefined) throw new Error(`the oracle has no ${torchName}`);
    const values = ruled(tensors[k]!, k);
    const turned = tf.tidy(() => {
      if (layout === 'convolution') return tf.transpose(values, [2, 3, 1, 0]);
      return layout === 'linear' ? tf.transpose(values) : tf.clone(values);
    });
    values.dispose();
    if (turned.shape.join() !== shape.join()) throw new Error(`${name} has shape ${turned.shape}`);
    return [name, turned] as const;
  });
  return Object.fromEntries(entries);
}

function ruled({ shape, scale, offset }: RuledTensor, k: number): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const data = new Float32Array(size);
  for (let i = 0; i < size; i++) data[i] = offset + scale * Math.sin(0.7 * i + 1.3 * k);
  return tf.tensor(data, shape);
}
