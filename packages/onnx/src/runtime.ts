import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { TensorData } from './tensor-value.ts';

/** The part of ONNX Runtime's API that both of its builds share and this package uses. */
export interface OrtModule {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: {
    new (type: Tensor.Type, data: TensorData, dims: readonly number[]): Tensor;
  };
  readonly env: {
    readonly wasm: { numThreads?: number; wasmPaths?: unknown; proxy?: boolean };
    logLevel?: 'verbose' | 'info' | 'warning' | 'error' | 'fatal';
  };
}

/** Which build of ONNX Runtime runs a session. */
export type RuntimeName = 'onnxruntime-node' | 'onnxruntime-web';

/** How each build is imported. */
export interface RuntimeImports {
  readonly node: () => Promise<unknown>;
  readonly web: () => Promise<unknown>;
}

/** A build of ONNX Runtime that could be loaded. */
export interface Runtime {
  /** The npm package that it came from. */
  readonly name: RuntimeName;
  /** Its API. */
  readonly ort: OrtModule;
  /** Why a faster build was passed over, in one line; absent when none was. */
  readonly fallbackReason?: string;
}

export type { InferenceSession, Tensor };
