import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { ExifTags } from '@exifclip/exif-text';
import { writeFileAtomic } from '../write-file-atomic.node.ts';

/** What was read of a file: its format, none for what is no image, and its camera tags. */
export interface ExifFacts {
  type: string | null;
  tags: ExifTags;
}

/** Which file, and which state of it. */
export interface ExifCacheKey {
  name: string;
  size: number;
  modified: number;
}

/** What was read of files, by name, size and time of writing. */
export interface ExifCache {
  get(key: ExifCacheKey): ExifFacts | undefined;
  set(key: ExifCacheKey, facts: ExifFacts): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens or begins a cache file of JSON lines. A line is appended for every file read, so that a
 * run that is killed loses at most a line; lines that are damaged count as absent, and the file is
 * then written anew without them.
 *
 * @throws Error from Node, with its `code`, where the file cannot be written
 */
export async function openExifCache(path: string): Promise<ExifCache> {
  const { known, isDamaged } = parseCache(await textOf(path));
  if (isDamaged) {
    const lines = [...known].map(([name, entry]) => cacheLine(name, entry));
    await writeFileAtomic(path, lines.join(''));
  }
  const file: FileHandle = await open(path, 'a');
  return {
    get: ({ name, size, modified }) => {
      const entry = known.get(name);
      return entry?.size === size && entry.modified === modified ? entry : undefined;
    },
    set: async ({ name, size, modified }, { type, tags }) => {
      const entry = { size, modified, type, tags };
      known.set(name, entry);
      await file.appendFile(cacheLine(name, entry));
    },
    close: () => file.close(),
  };
}

interface CacheEntry extends ExifFacts {
  size: number;
  modified: number;
}

function cacheLine(name: string, { size, modified, type, tags }: CacheEntry): string {
  const pairs = tags.map((tag) => [tag.name, tag.value]);
  return `${JSON.stringify([name, size, modified, type, pairs])}\n`;
}

function parseCache(text: string): { known: Map<string, CacheEntry>; isDamaged: boolean } {
  const known = new Map<string, CacheEntry>();
  let isDamaged = text !== '' && !text.endsWith('\n');
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const parsed = parseLine(line);
    if (parsed) known.set(parsed.name, parsed.entry);
    else isDamaged = true;
  }
  return { known, isDamaged };
}

function parseLine(line: string): { name: string; entry: CacheEntry } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!Array.isArray(value)) return undefined;
    const [name, size, modified, type, pairs] = value as unknown[];
    if (typeof name !== 'string' || typeof size !== 'number' || typeof modified !== 'number') {
      return undefined;
    }
    if (!(type === null || typeof type === 'string') || !isPairs(pairs)) return undefined;
    const tags = pairs.map(([tag, words]) => ({ name: tag, value: words }));
    return { name, entry: { size, modified, type, tags } };
  } catch {
    return undefined;
  }
}

function isPairs(value: unknown): value is [string, string][] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((x) => typeof x === 'string'),
    )
  );
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
