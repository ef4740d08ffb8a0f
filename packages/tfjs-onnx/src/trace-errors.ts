/** A kernel that this tracer has no ONNX form for. */
export class UnsupportedKernelError extends Error {
  override readonly name = 'UnsupportedKernelError';
  /** tfjs's name of the kernel. */
  readonly kernel: string;

  constructor(kernel: string, options?: ErrorOptions) {
    const site = callSite(options?.cause);
    super(`the tfjs kernel ${kernel} cannot be traced into ONNX yet${site}`, options);
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

/** Where the first caller outside tfjs-core stands, as stack traces have it. */
function callSite(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /:\d+:\d+\)?$/.test(line));
  const outside = frames.find((line) => !/tfjs-core|tf-core/.test(line));
  return outside === undefined ? '' : `, called ${outside.trim()}`;
}
