import { fitWhitening } from '@exifclip/contrastive';
import type { TrainingPhoto } from '@exifclip/datasets';
import { writeModelFolder } from '@exifclip/models/node';
import type { ParameterArrays } from '@exifclip/nn';
import { createOnnxPatchEncoder } from '@exifclip/patch-encoder';
import { narrowWeights } from '@exifclip/tfjs-onnx';
import type { RunConfig } from './config/run-config.ts';
import { exportPatchEncoder } from './export-patch-encoder.ts';
import {
  type PhotoEmbeddings,
  type PhotoEmbeddingsOptions,
  photoEmbeddings,
} from './photo-embeddings.ts';
import type { Recipe } from './recipe/recipe.ts';

export interface WriteRunModelOptions
  extends Pick<PhotoEmbeddingsOptions, 'onProgress' | 'signal'> {
  /** The model folder to write. */
  folder: string;
  /** What the model is called. */
  id: string;
  /** The model card, Markdown. */
  card: string;
  /** Threads of ONNX Runtime, 0: it chooses. */
  threads: number;
}

/** Directions that the whitening keeps, where there are photos enough. */
const directions = 32;

/**
 * Turns trained parameters into a model folder: exports both towers, fits the whitening on
 * authentic photos, and writes everything with its checksums and the card.
 *
 * @param parameters - `image/…` and `text/…`; others are not written
 * @param photos - authentic ones; few are processed more often, so that there are enough to fit
 */
export async function writeRunModel(
  parameters: ParameterArrays,
  photos: readonly TrainingPhoto[],
  { config, recipe }: { config: RunConfig; recipe: Recipe },
  { folder, id, card, threads, ...progress }: WriteRunModelOptions,
): Promise<void> {
  const { patchSize, dim, seed } = config;
  const imageTower = below(parameters, 'image/');
  const graph = exportPatchEncoder(imageTower, {
    patchSize,
    tower: (own, patches) => recipe.image.tower(own, patches, {}),
  });
  const encoder = await createOnnxPatchEncoder(graph, { id, dim, patchSize, threads });
  try {
    const embedded = await photoEmbeddings(encoder, photos, {
      patchesPerCrop: 24,
      chainsPerPhoto: Math.max(1, Math.ceil((2 * directions) / Math.max(1, photos.length)) - 1),
      seed,
      ...progress,
    });
    await writeModelFolder(folder, {
      config: { id, patchSize, dim },
      patchEncoder: graph,
      narrowPatchEncoder: narrowWeights(graph),
      imageTower,
      textEncoder: recipe.text.encoder(below(parameters, 'text/')),
      whitening: whiteningOf(embedded, dim),
      card,
    });
  } finally {
    await encoder.dispose();
  }
}

function whiteningOf({ embeddings, photoIndex }: PhotoEmbeddings, dim: number) {
  const versions = new Set(photoIndex).size;
  return fitWhitening(embeddings, photoIndex, {
    dimensions: Math.min(directions, dim, versions - 1),
  });
}

function below(parameters: ParameterArrays, start: string): ParameterArrays {
  const entries = Object.entries(parameters).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(entries.map(([name, array]) => [name.slice(start.length), array]));
}
