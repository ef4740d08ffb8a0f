import { type DenseArray, encodeNpy } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { writeFileAtomic } from './write-file-atomic.ts';

/** What lies beside the embeddings, as `<name>.json`: where their patches are. */
export interface EmbeddingsDocument {
  input: string;
  model: string;
  /** [rows, columns, dim] of the `.npy` file. */
  shape: readonly number[];
  /** Whether the colour negative was embedded. */
  colorNegative: boolean;
  /** In pixels of the image as it is stored. */
  grid: {
    patchSize: number;
    rowOffsets: number[];
    colOffsets: number[];
    imageWidth: number;
    imageHeight: number;
  };
}

/** The embeddings of one image. */
export interface WrittenEmbeddings {
  input: string;
  model: string;
  colorNegative: boolean;
  grid: PatchGrid;
  embeddings: DenseArray<Float32Array>;
}

/** Writes `<stem>.npy` and `<stem>.json`. */
export async function writeEmbeddings(
  stem: string,
  { input, model, colorNegative, grid, embeddings }: WrittenEmbeddings,
): Promise<void> {
  const offsets = { rowOffsets: [...grid.rowOffsets], colOffsets: [...grid.colOffsets] };
  const document: EmbeddingsDocument = {
    input,
    model,
    shape: embeddings.shape,
    colorNegative,
    grid: { ...grid, ...offsets },
  };
  await writeFileAtomic(`${stem}.npy`, encodeNpy(embeddings));
  await writeFileAtomic(`${stem}.json`, `${JSON.stringify(document)}\n`);
}
