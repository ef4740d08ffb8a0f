import type { Tensor } from './runtime.ts';
import type { TensorData, TensorValue } from './tensor-value.ts';

/** A tensor of ONNX Runtime as plain data; no copy. */
export function toValue(tensor: Tensor): TensorValue {
  return { data: tensor.data as TensorData, shape: tensor.dims };
}
