import type { PhotoSource } from '@exifclip/datasets';
import { type ShardsSummary, type WriteShardsOptions, writeShards } from '@exifclip/datasets/node';
import { createProgress } from '../progress.ts';

/** Writes shards with a progress bar. */
export async function writeShardsOf(
  source: PhotoSource,
  folder: string,
  options: WriteShardsOptions,
): Promise<ShardsSummary> {
  const progress = createProgress();
  try {
    return await writeShards(source, folder, {
      ...options,
      onProgress: ({ phase, photos, total }) => {
        const what = phase === 'counting' ? 'photos counted' : 'photos cut';
        progress.update(photos, total ?? photos, what);
      },
    });
  } finally {
    progress.clear();
  }
}
