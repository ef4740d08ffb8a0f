import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseManifest } from './manifest/parse-manifest.ts';
import { type PhotoEntry, photoEntry } from './manifest/photo-entry.ts';

/**
 * Reads a photo manifest (`photos.jsonl`). Every line is checked; files of crops become absolute
 * paths, counted from the manifest's folder.
 *
 * @throws ManifestError naming the file and the line
 */
export async function readPhotoManifest(path: string): Promise<readonly PhotoEntry[]> {
  const text = await readFile(path, 'utf8');
  const folder = dirname(resolve(path));
  return parseManifest(text, path, (record) => photoEntry(record, (file) => resolve(folder, file)));
}
