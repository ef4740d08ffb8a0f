// Packages that users may install and this repository does not: as much of them as is used.

declare module '@tensorflow/tfjs-node' {}
declare module '@tensorflow/tfjs-node-gpu' {}
declare module '@tensorflow/tfjs-backend-webgpu' {}
declare module 'webgpu' {
  export const globals: Record<string, unknown>;
  export function create(flags: readonly string[]): {
    requestAdapter(): Promise<{ isFallbackAdapter?: boolean } | null>;
  };
}
