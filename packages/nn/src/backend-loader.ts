/** The tfjs backends that are known, best first. */
export const backendNames = ['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

export interface BackendRequest {
  /** Whether the caller named this backend, so that a slow one will do too. */
  asked: boolean;
  /** Folder or URL of the `.wasm` files, where the wasm package cannot find its own. */
  wasmPaths?: string | undefined;
}

/** How one backend is brought in; tests hand over stand-ins. */
export interface BackendLoader {
  readonly name: BackendName;
  /** The npm package that a user installs to have it. */
  readonly packageName: string;
  /** Imports what registers the backend; returns the name it is registered under in tfjs. */
  load(request: BackendRequest): Promise<string>;
  /** Wraps the backend's start, where that has side effects to undo. */
  guard?<T>(start: () => Promise<T>): Promise<T>;
}
