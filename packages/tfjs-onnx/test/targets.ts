import process from 'node:process';
import type { OnnxSessionOptions } from '@exifclip/onnx';

export type Target = Pick<OnnxSessionOptions, 'runtime' | 'providers'>;

/**
 * Where parity is tested: both builds of ONNX Runtime on the processor, or, where
 * `EXIFCLIP_TEST_PROVIDER` names one of its execution providers, on that alone.
 */
export const targets: readonly Target[] = chosenTargets(process.env['EXIFCLIP_TEST_PROVIDER']);

function chosenTargets(provider: string | undefined): readonly Target[] {
  if (provider === undefined)
    return [{ runtime: 'onnxruntime-node' }, { runtime: 'onnxruntime-web' }];
  return [{ runtime: 'onnxruntime-node', providers: [provider] }];
}

/**
 * Largest difference, as a share of the largest magnitude in a tensor. Vulkan promises sines, of
 * which the tests' gradients are made, to 2⁻¹¹ only.
 */
export const tolerance: number = targets[0]?.providers?.[0] === 'webgpu' ? 1e-3 : 1e-4;
