import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a folder holds. */
export interface FolderEntry {
  name: string;
  /** Whether it is a folder, or a link to one. */
  isFolder: boolean;
}

/** Names that are held in memory at a time, and as many again while they are chosen. */
const usualLimit = 50_000;

/**
 * The entries of a folder in the order of the code units of their names, a folder standing where its
 * name and a slash belong, so that whole paths are in order. However many there are, only so many are
 * in memory: of more, the folder is read again for each part.
 *
 * @param limit names that are held at a time
 * @throws Error from Node, with its `code`, where the folder cannot be read
 */
export async function* entriesInOrder(
  folder: string,
  limit: number = usualLimit,
): AsyncGenerator<FolderEntry, void, undefined> {
  let after: string | undefined;
  for (;;) {
    const { entries, isAll } = await leastAfter(folder, after, limit);
    yield* entries;
    const last = entries.at(-1);
    if (isAll || last === undefined) return;
    after = keyOf(last);
  }
}

/** The first entries after a key, and whether there are no more. */
async function leastAfter(
  folder: string,
  after: string | undefined,
  limit: number,
): Promise<{ entries: FolderEntry[]; isAll: boolean }> {
  let entries: FolderEntry[] = [];
  let isAll = true;
  const keepLeast = (): void => {
    entries.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    if (entries.length > limit) {
      entries = entries.slice(0, limit);
      isAll = false;
    }
  };
  for await (const found of await opendir(folder, { bufferSize: 256 })) {
    const entry = { name: found.name, isFolder: await isFolder(folder, found) };
    if (after !== undefined && keyOf(entry) <= after) continue;
    entries.push(entry);
    if (entries.length >= 2 * limit) keepLeast();
  }
  keepLeast();
  return { entries, isAll };
}

function keyOf({ name, isFolder: slash }: FolderEntry): string {
  return slash ? `${name}/` : name;
}

async function isFolder(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return (await stat(join(folder, entry.name))).isDirectory();
  } catch {
    return false;
  }
}
