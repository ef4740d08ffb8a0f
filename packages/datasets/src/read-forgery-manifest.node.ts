import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type ForgeryEntry, forgeryEntry } from './manifest/forgery-entry.ts';
import { parseManifest } from './manifest/parse-manifest.ts';

export interface ReadForgeryManifestOptions {
  /** Folder from which image and mask paths count. @defaultValue the folder of the manifest */
  root?: string;
}

/**
 * Reads a forgery manifest (`index.jsonl`). Every line is checked; files become absolute paths.
 *
 * @throws ManifestError naming the file and the line
 */
export async function readForgeryManifest(
  path: string,
  { root = dirname(resolve(path)) }: ReadForgeryManifestOptions = {},
): Promise<readonly ForgeryEntry[]> {
  const text = await readFile(path, 'utf8');
  return parseManifest(text, path, (record) => forgeryEntry(record, (file) => resolve(root, file)));
}
