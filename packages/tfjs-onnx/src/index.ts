export { type CompiledFunction, compile } from './compile.ts';
export { traceableKernels } from './kernels/index.ts';
export { type InputSpec, type TensorFunction, type TraceOptions, trace } from './trace.ts';
export { TraceReadError, UnsupportedKernelError } from './trace-errors.ts';
export type { OnnxModel } from './write-onnx.ts';
