import { createOnnxSession, type OnnxSessionOptions } from '@exifclip/onnx';

export interface LinearRun {
  runtime: string;
  y: number[];
  isolated: boolean;
}

/** The graph of packages/onnx/src/fixtures on two rows: y = (x · weight) + bias. */
export async function runLinear(
  bytes: Uint8Array,
  options: OnnxSessionOptions = {},
): Promise<LinearRun> {
  const session = await createOnnxSession(bytes, { name: 'linear.onnx', ...options });
  const { y } = await session.run({
    x: { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] },
    count: { data: Int32Array.of(7), shape: [] },
  });
  await session.dispose();
  return {
    runtime: session.runtime,
    y: Array.from(y!.data as Float32Array),
    isolated: crossOriginIsolated,
  };
}

/** Name and message of the error that a session fails with. */
export async function failLinear(
  bytes: Uint8Array,
  options: OnnxSessionOptions = {},
): Promise<string> {
  return createOnnxSession(bytes, { name: 'linear.onnx', ...options }).then(
    () => 'no error',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

/** The same on the GPU, or what goes for one here. */
export async function runLinearOnGpu(bytes: Uint8Array): Promise<LinearRun> {
  const importWeb = () => import('onnxruntime-web/webgpu');
  return runLinear(bytes, { importWeb, providers: ['webgpu'] });
}
