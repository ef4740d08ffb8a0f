import type { RuntimeName } from './runtime.ts';

export interface OnnxSessionOptions {
  /** One build of ONNX Runtime and no other. @defaultValue native in Node, else WebAssembly */
  runtime?: RuntimeName;
  /**
   * How onnxruntime-web is imported in the caller's thread. A page that is to use a GPU passes
   * `() => import('onnxruntime-web/webgpu')` and the provider `'webgpu'`; its WebAssembly is twice
   * as large, so that nobody else should carry it.
   * @defaultValue its build for the CPU
   */
  importWeb?: () => Promise<unknown>;
  /** Execution providers by ONNX Runtime's names, in order. @defaultValue `['cpu']` or `['wasm']` */
  providers?: readonly string[];
  /**
   * Threads for one operator; 0 lets ONNX Runtime choose. The WebAssembly build has one pool of
   * threads for all sessions, and the first session decides.
   * @defaultValue 0
   */
  threads?: number;
  /**
   * URL of `ort-wasm-simd-threaded.wasm` for the WebAssembly build, where it is not to come from
   * beside the script; the first session decides for all.
   * @defaultValue where the bundler put it
   */
  wasmUrl?: string | undefined;
  /** Whether idle threads spin, which is fastest when nothing else runs. @defaultValue true */
  spinning?: boolean;
  /**
   * Runs the graph in a thread of its own, so that the caller's stays free: a run takes all of its
   * thread otherwise. In a browser one such thread serves all sessions, and the first decides.
   * @defaultValue false
   */
  worker?: boolean;
  /** What the model is called in errors. @defaultValue `'model'` */
  name?: string;
  /** Told, by each session, why a faster build was passed over. @defaultValue console.warn */
  onFallback?: (reason: string) => void;
}
