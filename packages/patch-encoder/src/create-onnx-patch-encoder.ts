import { createOnnxSession, type OnnxSessionOptions } from '@exifclip/onnx';
import { assertPatchShape } from './assert-patch-shape.ts';
import type { PatchEncoder } from './patch-encoder.ts';

export interface OnnxPatchEncoderOptions extends OnnxSessionOptions {
  /** What the encoder is called in reports. */
  id: string;
  /** Length of an embedding. */
  dim: number;
  /** Side of a patch in pixels. */
  patchSize: number;
}

/** What a tower's graph calls its input (uint8, [n, side, side, 3]). */
export const patchInputName = 'patches';
/** What a tower's graph calls its output (float32, [n, dim], unit length). */
export const embeddingOutputName = 'embeddings';

/**
 * A patch encoder that runs an exported tower in ONNX Runtime.
 *
 * @param graph the bytes of an .onnx file with input `patches` and output `embeddings`
 * @throws OnnxLoadError when the bytes are no graph
 * @throws TypeError when the graph's input and output are called otherwise
 */
export async function createOnnxPatchEncoder(
  graph: Uint8Array,
  options: OnnxPatchEncoderOptions,
): Promise<PatchEncoder> {
  const { id, dim, patchSize, ...sessionOptions } = options;
  const session = await createOnnxSession(graph, { name: id, ...sessionOptions });
  const names = `${session.inputNames} → ${session.outputNames}`;
  if (names !== `${patchInputName} → ${embeddingOutputName}`) {
    await session.dispose();
    throw new TypeError(
      `${id}: expected a graph ${patchInputName} → ${embeddingOutputName}, got ${names}`,
    );
  }
  return {
    id,
    dim,
    patchSize,
    async encode(patches, { signal } = {}) {
      assertPatchShape(patches, { id, side: patchSize, what: 'patches' });
      const [count = 0] = patches.shape;
      if (count === 0) return { data: new Float32Array(0), shape: [0, dim] };
      const outputs = await session.run(
        { [patchInputName]: patches },
        signal === undefined ? {} : { signal },
      );
      const embeddings = outputs[embeddingOutputName]!;
      return { data: embeddings.data as Float32Array, shape: [count, dim] };
    },
    dispose: () => session.dispose(),
  };
}
