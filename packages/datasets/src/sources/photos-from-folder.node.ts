import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { CAMERA_TAGS } from '@exifclip/exif-text';
import { readExifTagsOfFile } from '@exifclip/exif-text/node';
import { createPhotoSource, type OpenEntries } from './create-photo-source.ts';
import { duplicateFinder } from './duplicate-finder.node.ts';
import { type ExifCache, type ExifFacts, openExifCache } from './exif-cache.node.ts';
import type { PhotoSource, PhotoSourceOptions } from './photo-source.ts';
import type { LoadedEntry, SourceEntry } from './source-entry.ts';
import { type FoundFile, walkFolder } from './walk-folder.node.ts';

export interface PhotosFromFolderOptions extends PhotoSourceOptions {
  /** A file that keeps what was read of every file's EXIF, made if absent. @defaultValue none */
  cache?: string;
  /** Whether files with the bytes of a file before them are given too. @defaultValue false */
  keepDuplicates?: boolean;
}

/**
 * The photos of a folder and of those below it, in the order of their paths. Images are known by
 * their first bytes and not by their names, so a text called `x.jpg` is left out and a JPEG called
 * `x.txt` is given; of each, the pages that hold metadata are read, and the rest when `bytes` is
 * asked for. Whether an image can be decoded shows only then.
 *
 * A photo's `id` is a digest of its path in the folder, its `group` the folder that it lies in.
 * Files of equal bytes are in the same shard, so that a duplicate is known as one.
 *
 * @throws Error from Node, with its `code`, where the folder cannot be read, when iterated
 * @throws RangeError for options out of their range
 */
export function photosFromFolder(
  folder: string,
  { cache, keepDuplicates = false, ...options }: PhotosFromFolderOptions = {},
): PhotoSource {
  const open = async (signal: AbortSignal | undefined): Promise<OpenEntries> => {
    const exif = cache === undefined ? undefined : await openExifCache(cache);
    return {
      entries: folderEntries(folder, exif, keepDuplicates, signal),
      close: async () => exif?.close(),
    };
  };
  return createPhotoSource(open, options);
}

async function* folderEntries(
  folder: string,
  cache: ExifCache | undefined,
  keepDuplicates: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceEntry, void, undefined> {
  const duplicates = duplicateFinder();
  for await (const file of walkFolder(folder)) {
    const { name, size, skip } = file;
    if (skip) {
      yield { name, shardNumber: size, load: async () => ({ skip }) };
      continue;
    }
    const sameAs = keepDuplicates ? async () => undefined : duplicates.add(file);
    yield { name, shardNumber: size, load: () => loadFile(file, cache, sameAs, signal) };
  }
}

async function loadFile(
  file: FoundFile,
  cache: ExifCache | undefined,
  sameAs: () => Promise<string | undefined>,
  signal: AbortSignal | undefined,
): Promise<LoadedEntry> {
  const { name, path } = file;
  let facts: ExifFacts;
  try {
    facts = cache?.get(file) ?? (await readFacts(file, cache, signal));
  } catch (error) {
    signal?.throwIfAborted();
    return { skip: 'unreadable', detail: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
  if (facts.type === null) return { skip: 'not an image' };
  const original = await sameAs();
  if (original !== undefined) return { skip: 'duplicate', detail: `of ${original}` };
  return {
    id: createHash('sha256').update(name).digest('hex').slice(0, 16),
    name,
    group: posix.dirname(name),
    tags: facts.tags,
    bytes: () => readFile(path),
  };
}

/** The format is one of the derived tags, so one pass over the first pages gives both. */
async function readFacts(
  file: FoundFile,
  cache: ExifCache | undefined,
  signal: AbortSignal | undefined,
): Promise<ExifFacts> {
  const all = await readExifTagsOfFile(file.path, {
    includeDerived: true,
    ...(signal ? { signal } : {}),
  });
  const derived = new Set(CAMERA_TAGS.filter(({ group }) => group === 'File').map(nameOf));
  const facts = {
    type: all.find(({ name }) => name === 'FileType')?.value ?? null,
    tags: all.filter(({ name }) => !derived.has(name)),
  };
  await cache?.set(file, facts);
  return facts;
}

function nameOf({ name }: { name: string }): string {
  return name;
}
