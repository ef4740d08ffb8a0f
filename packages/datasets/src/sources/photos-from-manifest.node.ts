import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type ExifTags, tagsFromExiftool } from '@exifclip/exif-text';
import { readExifTagsOfFile } from '@exifclip/exif-text/node';
import { ManifestError } from '../manifest/manifest-error.ts';
import { type ManifestRecord, parseRecord } from '../manifest/parse-manifest.ts';
import { photoEntry } from '../manifest/photo-entry.ts';
import { stringField } from '../manifest/record-fields.ts';
import { createPhotoSource, type OpenEntries } from './create-photo-source.ts';
import type { PhotoSource, PhotoSourceOptions } from './photo-source.ts';
import { readLines } from './read-lines.node.ts';
import type { LoadedEntry, SourceEntry } from './source-entry.ts';

export interface PhotosFromManifestOptions extends PhotoSourceOptions {}

/**
 * The photos of a manifest of JSON lines, of two kinds: a line with `crops`, as in `photos.jsonl`,
 * gives lossless cuts; a line with `file` gives a whole image, `{ file, id, group, split, tags }`,
 * of which only `file` must be there. Tags that are not given are read from the file. Paths count
 * from the manifest's folder; blank lines are passed over.
 *
 * @throws ManifestError naming the file and the line, when iterated
 * @throws RangeError for options out of their range
 */
export function photosFromManifest(
  path: string,
  options: PhotosFromManifestOptions = {},
): PhotoSource {
  return createPhotoSource(
    async (): Promise<OpenEntries> => ({ entries: entriesOf(path) }),
    options,
  );
}

async function* entriesOf(path: string): AsyncGenerator<SourceEntry, void, undefined> {
  const folder = dirname(resolve(path));
  let number = 0;
  for await (const line of readLines(path)) {
    number += 1;
    if (line.trim() === '') continue;
    const at = number;
    const load = async (): Promise<LoadedEntry> => {
      const record = parseRecord(line, at, path, (found) => found);
      return record['crops'] === undefined
        ? wholePhoto(record, at, path, folder)
        : parseRecord(line, at, path, (found) => cutPhoto(found, folder));
    };
    yield { name: `line ${at}`, load };
  }
}

function cutPhoto(record: ManifestRecord, folder: string): LoadedEntry {
  const entry = photoEntry(record, (file) => resolve(folder, file));
  const { id, source, exif, split, width, height, colourChart, lowTexture } = entry;
  const cuts = entry.crops.map(({ path, kind, x, y }) => {
    return { kind, x, y, bytes: () => readFile(path) };
  });
  const [first] = cuts;
  if (!first) return { skip: 'image not found', detail: `photo "${id}" has no crops` };
  return {
    id,
    name: id,
    group: source,
    tags: tagsFromExiftool(exif),
    split,
    size: { width, height },
    colourChart,
    lowTexture,
    cuts,
    bytes: first.bytes,
  };
}

async function wholePhoto(
  record: ManifestRecord,
  line: number,
  manifest: string,
  folder: string,
): Promise<LoadedEntry> {
  const file = field(() => stringField(record, 'file'), line, manifest);
  const path = resolve(folder, file);
  const { id = file, group = dirname(file), split, tags } = record;
  if (typeof id !== 'string' || typeof group !== 'string') {
    throw new ManifestError(manifest, line, 'expected "id" and "group" to be strings');
  }
  try {
    return {
      id,
      name: file,
      group,
      tags: tags === undefined ? await readExifTagsOfFile(path) : givenTags(tags, line, manifest),
      bytes: () => readFile(path),
      ...(split === 'train' || split === 'val' ? { split } : {}),
    };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return code === 'ENOENT'
      ? { skip: 'image not found', detail: file }
      : { skip: 'unreadable', detail: code };
  }
}

/** An object of names and values, or an array of `{ name, value }`; values are canonical already. */
function givenTags(tags: unknown, line: number, manifest: string): ExifTags {
  const pairs = Array.isArray(tags)
    ? tags.map((tag: unknown) => [at(tag, 'name'), at(tag, 'value')])
    : Object.entries(Object(tags));
  return pairs.map(([name, value]) => {
    const isValue = typeof value === 'string' || typeof value === 'number';
    if (typeof name === 'string' && isValue) return { name, value: String(value) };
    throw new ManifestError(manifest, line, 'expected "tags" to hold names and their values');
  });
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function field<T>(read: () => T, line: number, manifest: string): T {
  try {
    return read();
  } catch (cause) {
    throw new ManifestError(manifest, line, (cause as Error).message, { cause });
  }
}
