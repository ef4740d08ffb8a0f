import { decodeImage } from '@exifclip/image';
import { encodeGrid, gridForBudget } from '@exifclip/patch-encoder';
import type { OpenedModel, RowWork } from './row-work.ts';

export interface EmbedRowOptions {
  /** Patches an image, of `localize` and `embed`. @defaultValue 1000 */
  maxPatches?: number | undefined;
  /** Whether colour negatives are embedded, of `embed`. @defaultValue false */
  colorNegative?: boolean | undefined;
}

/** Rows of the embeddings of each image's patches, row after row of its grid. */
export async function embedRow(
  { model, settings, engine }: OpenedModel,
  { maxPatches = 1000, colorNegative = false }: EmbedRowOptions,
): Promise<RowWork> {
  const encoder = await model.patchEncoder(engine);
  const { patchSize, dim, id } = encoder;
  return {
    settings: { ...settings, maxPatches, colorNegative },
    async make(bytes, { name, signal }) {
      const image = await decodeImage(bytes, { name, signal });
      const { width, height } = image;
      const grid = gridForBudget(width, height, { patchSize, maxPatches });
      const { data } = await encodeGrid(encoder, image, grid, { negative: colorNegative, signal });
      return {
        ...{ width, height, model: id, patchSize, dim },
        rowOffsets: [...grid.rowOffsets],
        colOffsets: [...grid.colOffsets],
        embeddings: data,
      };
    },
    dispose: () => encoder.dispose(),
  };
}
