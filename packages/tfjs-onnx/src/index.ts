export { type CompiledFunction, type CompileOptions, compile } from './compile.ts';
export { narrowWeights } from './narrow-weights.ts';
export type { InputSpec, InputSpecs, InputTensors, TensorFunction } from './tensor-function.ts';
export { type TraceOptions, trace } from './trace.ts';
export { TraceReadError, UnsupportedKernelError } from './trace-errors.ts';
export { traceableKernels } from './traceable-kernels.ts';
export type { OnnxModel } from './write-onnx.ts';
