import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkipReason } from './skipped-photo.ts';

/** Something found in a folder: a file, or why it is none to open. */
export interface FoundFile {
  /** Relative to the folder, with slashes. */
  name: string;
  path: string;
  /** Size in bytes; 0 with `skip`. */
  size: number;
  /** When it was last written, in milliseconds since 1970; 0 with `skip`. */
  modified: number;
  skip?: SkipReason;
}

/**
 * What a folder and the folders below it hold, in the order of the code units of their relative
 * paths. Links are followed; each folder is read once, so loops of them end. Nothing is opened, so
 * pipes do no harm.
 *
 * @throws Error from Node, with its `code`, where the folder itself cannot be read
 */
export async function* walkFolder(folder: string): AsyncGenerator<FoundFile, void, undefined> {
  const seen = new Set([await realpath(folder)]);
  yield* walk(folder, '', await readdir(folder, { withFileTypes: true }), seen);
}

async function* walk(
  folder: string,
  prefix: string,
  entries: readonly Dirent[],
  seen: Set<string>,
): AsyncGenerator<FoundFile, void, undefined> {
  for (const { name, isFolder } of await inOrder(folder, entries)) {
    const path = join(folder, name);
    const found = { name: `${prefix}${name}`, path, size: 0, modified: 0 };
    if (name.startsWith('.')) yield { ...found, skip: 'hidden' };
    else if (isFolder) yield* walkBelow(found, seen);
    else yield await fileFound(found);
  }
}

async function* walkBelow(
  found: FoundFile,
  seen: Set<string>,
): AsyncGenerator<FoundFile, void, undefined> {
  let entries: readonly Dirent[];
  try {
    const real = await realpath(found.path);
    if (seen.has(real)) {
      yield { ...found, skip: 'repeated folder' };
      return;
    }
    seen.add(real);
    entries = await readdir(found.path, { withFileTypes: true });
  } catch {
    yield { ...found, skip: 'unreadable' };
    return;
  }
  yield* walk(found.path, `${found.name}/`, entries, seen);
}

async function fileFound(found: FoundFile): Promise<FoundFile> {
  try {
    const status = await stat(found.path);
    if (!status.isFile()) return { ...found, skip: 'not a file' };
    const { size, mtimeMs } = status;
    return size === 0 ? { ...found, skip: 'empty' } : { ...found, size, modified: mtimeMs };
  } catch {
    // A link to nothing, or a file that went away meanwhile.
    return { ...found, skip: 'unreadable' };
  }
}

/** A folder stands where its name and a slash belong, so that whole paths are in order. */
async function inOrder(
  folder: string,
  entries: readonly Dirent[],
): Promise<readonly { name: string; isFolder: boolean }[]> {
  const kinds: { name: string; isFolder: boolean }[] = [];
  for (const entry of entries) {
    const isFolder =
      entry.isDirectory() ||
      (entry.isSymbolicLink() && (await isFolderAt(join(folder, entry.name))));
    kinds.push({ name: entry.name, isFolder });
  }
  const key = (kind: { name: string; isFolder: boolean }): string =>
    kind.isFolder ? `${kind.name}/` : kind.name;
  return kinds.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function isFolderAt(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
