import { decodeImage } from '@exifclip/image';
import { encodeGrid, gridForBudget } from '@exifclip/patch-encoder';
import { writeEmbeddings } from '../../write-embeddings.ts';
import { type RowFiles, rowFileStem } from './row-files.ts';
import type { OpenedModel, RowWork } from './row-work.ts';
import { serialDecoding } from './serial-decoding.ts';

export interface EmbedRowOptions {
  /** Patches an image, of `localize` and `embed`. @defaultValue 1000 */
  maxPatches?: number | undefined;
  /** Whether colour negatives are embedded, of `embed`. @defaultValue false */
  colorNegative?: boolean | undefined;
  /** Files to write beside, of `localize` and `embed`. @defaultValue none */
  files?: RowFiles | undefined;
}

/** Rows of the embeddings of each image's patches, row after row of its grid. */
export async function embedRow(
  { model: { patchEncoder }, settings, engine }: OpenedModel,
  { maxPatches = 1000, colorNegative = false, files }: EmbedRowOptions,
): Promise<RowWork> {
  const encoder = await patchEncoder(engine);
  const { patchSize, dim, id: model } = encoder;
  const decoding = serialDecoding();
  return {
    settings: { ...settings, maxPatches, colorNegative },
    async make(bytes, { name: input, signal }) {
      const image = await decoding(() => decodeImage(bytes, { name: input, signal }));
      const { width, height } = image;
      const grid = gridForBudget(width, height, { patchSize, maxPatches });
      const options = { negative: colorNegative, signal };
      const embeddings = await encodeGrid(encoder, image, grid, options);
      if (files !== undefined) {
        const stem = rowFileStem(files.folder, input);
        await writeEmbeddings(stem, { input, model, colorNegative, grid, embeddings });
      }
      return {
        ...{ width, height, model, patchSize, dim },
        rowOffsets: [...grid.rowOffsets],
        colOffsets: [...grid.colOffsets],
        embeddings: embeddings.data,
      };
    },
    dispose: () => encoder.dispose(),
  };
}
