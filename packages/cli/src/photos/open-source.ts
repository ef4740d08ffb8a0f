import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { PhotoSource } from '@exifclip/datasets';
import {
  photosFromFolder,
  photosFromManifest,
  photosFromTable,
  photosFromYfcc100m,
} from '@exifclip/datasets/node';
import { inputError } from '../input-error.ts';

export interface OpenSourceOptions {
  /** Fewest camera tags of a photo. @defaultValue 1 */
  minTags?: number;
  /** Where the images are that a table or YFCC100M names. @defaultValue beside the table */
  images?: string | undefined;
  /** The EXIF file of YFCC100M; the source is then its metadata. @defaultValue none */
  yfccExif?: string | undefined;
  /** Where the EXIF of a folder is kept, so that it need not be read again. */
  cacheFolder: string;
}

/**
 * Photos by what a path is: a folder, a manifest, a table, or the metadata of YFCC100M.
 *
 * @throws Error naming the path, where there is nothing
 * @throws RangeError for a file of another kind
 */
export async function openSource(
  path: string,
  { minTags = 1, images, yfccExif, cacheFolder }: OpenSourceOptions,
): Promise<PhotoSource> {
  const found = await stat(path).catch((error: unknown) => {
    throw inputError(path, error);
  });
  const folder = images === undefined ? {} : { images };
  if (yfccExif !== undefined) {
    if (images === undefined) throw new RangeError('expected --images with --yfcc-exif');
    return photosFromYfcc100m({ exif: yfccExif, dataset: path, images, minTags });
  }
  if (found.isDirectory()) {
    return photosFromFolder(path, { minTags, cache: join(cacheFolder, 'exif.jsonl') });
  }
  switch (extname(path).toLowerCase()) {
    case '.jsonl':
      return photosFromManifest(path, { minTags });
    case '.parquet':
    case '.csv':
      return photosFromTable(path, { minTags, ...folder });
    default:
      throw new RangeError(
        `${path}: expected a folder, a manifest (.jsonl) or a table (.parquet, .csv)`,
      );
  }
}
