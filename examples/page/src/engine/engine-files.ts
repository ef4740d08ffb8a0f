/** All that an engine is made of, in memory: to start one asks nothing of the network. */
export interface EngineFiles {
  /** The worker's script. */
  script: Blob;
  /** ONNX Runtime's WebAssembly. */
  wasm: Blob;
  /** The files of the model folder, by name. */
  model: Readonly<Record<string, Blob>>;
}
