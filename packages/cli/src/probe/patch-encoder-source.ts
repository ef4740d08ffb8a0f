import { encodeGrid, gridForBudget, type PatchEncoder } from '@exifclip/patch-encoder';
import type { FeatureSource } from './feature-source.ts';

/** The mean embedding of a view's patches; the encoder is disposed with the source. */
export function patchEncoderSource(
  encoder: PatchEncoder,
  { maxPatches }: { maxPatches: number },
): FeatureSource {
  const { id, dim, patchSize } = encoder;
  return {
    name: id,
    kind: 'ours',
    async features(view, { signal } = {}) {
      const grid = gridForBudget(view.width, view.height, { patchSize, maxPatches });
      const { data } = await encodeGrid(encoder, view, grid, { signal });
      const mean = new Float64Array(dim);
      for (let i = 0; i < data.length; i++) mean[i % dim]! += (data[i]! * dim) / data.length;
      return Float32Array.from(mean);
    },
    dispose: () => encoder.dispose(),
  };
}
