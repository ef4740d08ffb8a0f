export { createOnnxSession } from './create-onnx-session.ts';
export { OnnxLoadError } from './onnx-load-error.ts';
export type { OnnxLoop } from './onnx-loop.ts';
export type { OnnxSession } from './onnx-session.ts';
export type { OnnxSessionOptions } from './onnx-session-options.ts';
export type { RuntimeName } from './runtime.ts';
export type { TensorData, TensorValue } from './tensor-value.ts';
