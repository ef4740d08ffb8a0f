import { fitWhitening } from '@exifclip/contrastive';
import type { TrainingPhoto } from '@exifclip/datasets';
import { writeModelFolder } from '@exifclip/models/node';
import type { ParameterArrays } from '@exifclip/nn';
import { createOnnxPatchEncoder } from '@exifclip/patch-encoder';
import { exportPatchEncoder } from './export-patch-encoder.ts';
import { type PhotoEmbeddingsOptions, photoEmbeddings } from './photo-embeddings.ts';
import { runCard } from './run-card.ts';
import type { RunConfig } from './run-config.ts';

export interface FinishRunOptions extends Pick<PhotoEmbeddingsOptions, 'onProgress' | 'signal'> {
  /** The model folder to write. */
  folder: string;
  /** What the model is called. */
  id: string;
  /** The command that trained it, for the card. */
  command: string;
  threads: number;
}

/**
 * Turns trained parameters into a model folder: exports the image tower, fits the whitening on
 * authentic photos with it, and writes everything with its checksums and a card.
 */
export async function finishRun(
  parameters: ParameterArrays,
  photos: readonly TrainingPhoto[],
  config: RunConfig,
  { folder, id, command, threads, ...progress }: FinishRunOptions,
): Promise<void> {
  const { patchSize, dim, buckets, seed } = config;
  const imageTower = below(parameters, 'image/');
  const graph = exportPatchEncoder(imageTower, { patchSize });
  const encoder = await createOnnxPatchEncoder(graph, { id, dim, patchSize, threads });
  try {
    const { embeddings, photoIndex } = await photoEmbeddings(encoder, photos, {
      patchesPerCrop: 24,
      seed,
      ...progress,
    });
    await writeModelFolder(folder, {
      config: { id, patchSize, dim },
      patchEncoder: graph,
      imageTower,
      textEncoder: {
        kind: 'bag',
        buckets,
        sentence: { style: 'tags' },
        tower: below(parameters, 'text/'),
      },
      whitening: fitWhitening(embeddings, photoIndex),
      card: runCard(config, { id, command, photos: photos.length }),
    });
  } finally {
    await encoder.dispose();
  }
}

function below(parameters: ParameterArrays, start: string): ParameterArrays {
  const entries = Object.entries(parameters).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(entries.map(([name, array]) => [name.slice(start.length), array]));
}
