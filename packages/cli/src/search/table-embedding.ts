import type { Model } from '@exifclip/models';
import { modelChecksum } from '../batch/rows/model-checksum.ts';
import { readIndexHead } from '../batch/table/table-index.ts';

/** How the photos of a table were embedded. */
export interface TableEmbedding {
  maxPatches: number;
  negative: boolean;
}

/**
 * What the index beside a table says of its embeddings.
 *
 * @throws RangeError when the table is of another job, or was made by another model: cosines
 * between two models mean nothing
 */
export async function tableEmbedding(table: string, model: Model): Promise<TableEmbedding> {
  const settings = (await readIndexHead(table))?.settings;
  if (settings?.job !== 'embed') {
    throw new RangeError(
      `${table}: expected a table of exifclip embed --table, got ${settings?.job ?? 'none'}`,
    );
  }
  const { id } = model.config;
  if (settings.modelSha256 !== modelChecksum(model)) {
    throw new RangeError(
      `${table}: was made by the model ${settings.model}, got ${id}, or one of that name with other weights`,
    );
  }
  return { maxPatches: Number(settings.maxPatches), negative: settings.colorNegative === true };
}
