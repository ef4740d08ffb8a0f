/** Precisions of weights, as transformers.js names them. */
export type FrozenDtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4';

/** The file that holds a model's graph in a precision, by the hub's convention. */
export function graphFile(dtype: FrozenDtype): string {
  if (dtype === 'fp32') return 'onnx/model.onnx';
  return `onnx/model_${dtype === 'q8' ? 'quantized' : dtype}.onnx`;
}
