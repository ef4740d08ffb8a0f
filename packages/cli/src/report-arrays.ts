import { join } from 'node:path';
import { encodeNpy } from '@exifclip/image';
import type { SpliceReport } from '@exifclip/splice';
import { writeFileAtomic } from './write-file-atomic.ts';

/**
 * Writes the maps as NumPy arrays: of cells, as the pixels are stored.
 *
 * @returns the paths, by kind
 */
export async function writeReportArrays(
  { heatmap, mask, pca }: Pick<SpliceReport, 'heatmap' | 'mask' | 'pca'>,
  { folder, name }: { folder: string; name: string },
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [kind, map] of Object.entries({ heatmap, mask, pca })) {
    const path = join(folder, `${name}.${kind}.npy`);
    await writeFileAtomic(path, encodeNpy(map));
    files[`${kind}Array`] = path;
  }
  return files;
}
