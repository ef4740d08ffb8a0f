import { openFileSource } from '@exifclip/nn/node';
import { fileSha256 } from './file-sha256.node.ts';
import { loadUsearch } from './load-usearch.node.ts';
import { openUsearchIndex } from './open-usearch-index.node.ts';
import { SearchIndexError } from './search-index-error.ts';
import type { StoredIndex } from './stored-index.ts';
import { decodeTrailer, endBytes, type UsearchTrailer } from './usearch-trailer.ts';

export interface LoadUsearchOptions {
  /** Candidates of a search in an approximate index. @defaultValue as it was made */
  expansionSearch?: number | undefined;
  /** Threads that add to an approximate index, 0: one a core. @defaultValue 0 */
  threads?: number | undefined;
}

/**
 * Reads what `saveUsearchFile` wrote.
 *
 * @param start where its trailer begins, as the file's end says
 * @throws SearchIndexError when it is damaged
 */
export async function loadUsearchFile(
  path: string,
  start: number,
  { expansionSearch, threads = 0 }: LoadUsearchOptions,
): Promise<StoredIndex> {
  const { about, ids } = await readTrailer(path, start);
  const { settings: made, skipped, graphBytes, sha256 } = about;
  if ((await fileSha256(path, graphBytes)) !== sha256) {
    throw new SearchIndexError(path, 'is damaged: its checksum is another');
  }
  const settings = { ...made, ...(expansionSearch !== undefined && { expansionSearch }) };
  return openUsearchIndex(await loadUsearch(), settings, { ids, skipped, graph: path, threads });
}

async function readTrailer(
  path: string,
  start: number,
): Promise<{ about: UsearchTrailer; ids: string[] }> {
  const source = await openFileSource(path);
  try {
    if (start > source.size - endBytes) throw new RangeError('expected a whole file');
    const trailer = decodeTrailer(await source.read(start, source.size - endBytes));
    if (trailer.about.graphBytes !== start) throw new RangeError('expected its own place');
    return trailer;
  } catch (error) {
    throw new SearchIndexError(path, 'is damaged: its description cannot be read', {
      cause: error,
    });
  } finally {
    await source.close();
  }
}
