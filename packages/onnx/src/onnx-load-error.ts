/** The bytes are not a graph that ONNX Runtime can load. */
export class OnnxLoadError extends Error {
  override readonly name = 'OnnxLoadError';
  /** What the model was called. */
  readonly model: string;

  constructor(model: string, options?: ErrorOptions) {
    const cause = options?.cause;
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    super(`${model} is not an ONNX graph that can be loaded: ${why}`, options);
    this.model = model;
  }
}
