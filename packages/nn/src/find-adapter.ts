import { BackendUnavailableError } from './backend-unavailable-error.ts';

/** The part of a WebGPU adapter that is looked at. */
interface Adapter {
  isFallbackAdapter?: boolean;
  info?: { isFallbackAdapter?: boolean; architecture?: string };
}

/** The part of `navigator.gpu` that is used here. */
export interface Gpu {
  requestAdapter(): Promise<Adapter | null>;
}

/**
 * Checks that WebGPU has an adapter worth using: any where it was asked for, else no software one.
 *
 * @throws BackendUnavailableError where there is none
 */
export async function findAdapter(gpu: Gpu, asked: boolean): Promise<void> {
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new BackendUnavailableError('no WebGPU adapter was found');
  if (!asked && isSoftware(adapter)) {
    throw new BackendUnavailableError(
      "the only WebGPU adapter is a software one, slower than wasm; prefer 'webgpu' takes it",
    );
  }
}

function isSoftware({ isFallbackAdapter, info }: Adapter): boolean {
  return (
    isFallbackAdapter === true ||
    info?.isFallbackAdapter === true ||
    /swiftshader|llvmpipe/i.test(info?.architecture ?? '')
  );
}
