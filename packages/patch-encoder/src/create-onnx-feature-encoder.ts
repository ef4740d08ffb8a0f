import { createOnnxSession, type OnnxSession, type OnnxSessionOptions } from '@exifclip/onnx';
import { assertPatchShape } from './assert-patch-shape.ts';
import { embeddingOutputName } from './create-onnx-patch-encoder.ts';
import type { FeatureEncoder } from './feature-encoder.ts';
import type { FeatureGeometry } from './feature-geometry.ts';

export interface OnnxFeatureEncoderOptions extends OnnxSessionOptions {
  /** What the encoder is called in reports. */
  id: string;
  /** Length of an embedding. */
  dim: number;
  /** Side of the patches that it stands in for, in pixels. */
  patchSize: number;
  /** Side of the tiles that the first graph takes, in pixels. */
  tileSize: number;
  /** How its features lie over a tile: the tower's. */
  geometry: FeatureGeometry;
}

/** What the first graph calls its input (uint8, [n, side, side, 3]). */
export const tileInputName = 'tiles';
/** What the first graph calls its output (float32, [n, rows, columns, channels]). */
export const featureOutputName = 'features';
/** What the second graph calls its input (float32, [n, statistics]). */
export const statisticsInputName = 'statistics';

/** The two halves of an exported tower: the bytes of .onnx files. */
export interface FeatureGraphs {
  /** `tiles` → `features`. */
  features: Uint8Array;
  /** `statistics` → `embeddings`. */
  embed: Uint8Array;
}

/**
 * A feature encoder that runs the two halves of an exported tower in ONNX Runtime.
 *
 * @throws OnnxLoadError when the bytes are no graphs
 * @throws TypeError when the graphs' inputs and outputs are called otherwise
 */
export async function createOnnxFeatureEncoder(
  graphs: FeatureGraphs,
  options: OnnxFeatureEncoderOptions,
): Promise<FeatureEncoder> {
  const { id, dim, patchSize, tileSize, geometry, ...sessionOptions } = options;
  const open = async (bytes: Uint8Array, input: string, output: string): Promise<OnnxSession> => {
    const session = await createOnnxSession(bytes, { name: id, ...sessionOptions });
    const names = `${session.inputNames} → ${session.outputNames}`;
    if (names === `${input} → ${output}`) return session;
    await session.dispose();
    throw new TypeError(`${id}: expected a graph ${input} → ${output}, got ${names}`);
  };
  const features = await open(graphs.features, tileInputName, featureOutputName);
  const embed = await open(graphs.embed, statisticsInputName, embeddingOutputName).catch(
    async (error: unknown) => {
      await features.dispose();
      throw error;
    },
  );
  return {
    id,
    dim,
    patchSize,
    tileSize,
    geometry,
    async features(tiles, { signal } = {}) {
      assertPatchShape(tiles, { id, side: tileSize, what: 'tiles' });
      const outputs = await features.run({ [tileInputName]: tiles }, signal ? { signal } : {});
      const { data, shape } = outputs[featureOutputName]!;
      return { data: data as Float32Array, shape };
    },
    async embed(statistics, { signal } = {}) {
      const inputs = { [statisticsInputName]: statistics };
      const outputs = await embed.run(inputs, signal ? { signal } : {});
      const { data, shape } = outputs[embeddingOutputName]!;
      return { data: data as Float32Array, shape };
    },
    async dispose() {
      await Promise.all([features.dispose(), embed.dispose()]);
    },
  };
}
