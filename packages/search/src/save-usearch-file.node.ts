import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '@exifclip/nn/node';
import type { Index } from 'usearch';
import { fileSha256 } from './file-sha256.node.ts';
import type { UsearchSettings } from './usearch-settings.ts';
import { encodeTrailer } from './usearch-trailer.ts';

export interface UsearchFileContents {
  index: Index;
  ids: readonly string[];
  skipped: number;
  settings: UsearchSettings;
}

/**
 * Writes usearch's own file, which other programs open as it is, and behind it the ids and a
 * checksum: usearch believes what it reads, and a damaged file would end the process.
 */
export async function saveUsearchFile(
  path: string,
  { index, ids, skipped, settings }: UsearchFileContents,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, async (temporary) => {
    index.save(temporary);
    const { size: graphBytes } = await stat(temporary);
    const sha256 = await fileSha256(temporary, graphBytes);
    const file = await open(temporary, 'a');
    try {
      const about = { settings, skipped, graphBytes, sha256 };
      for (const part of encodeTrailer(about, ids)) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}
