/** A kernel that this tracer has no ONNX form for. */
export class UnsupportedKernelError extends Error {
  override readonly name = 'UnsupportedKernelError';
  /** tfjs's name of the kernel. */
  readonly kernel: string;

  constructor(kernel: string, options?: ErrorOptions) {
    super(`the tfjs kernel ${kernel} cannot be traced into ONNX yet`, options);
    this.kernel = kernel;
  }
}

/** The traced function tried to read a value, and there are none while tracing. */
export class TraceReadError extends Error {
  override readonly name = 'TraceReadError';

  constructor() {
    super(
      'a tensor was read (data, dataSync, array, print) while its function was traced: tracing ' +
        'records operations and computes no values, so they cannot depend on any; return the ' +
        'tensor and read it from the result instead',
    );
  }
}
