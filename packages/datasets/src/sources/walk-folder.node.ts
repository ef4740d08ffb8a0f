import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesInOrder } from './entries-in-order.node.ts';
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
 * pipes do no harm. Of a folder of millions of files only some names are in memory at a time.
 *
 * @throws Error from Node, with its `code`, where the folder itself cannot be read
 */
export async function* walkFolder(folder: string): AsyncGenerator<FoundFile, void, undefined> {
  const seen = new Set([await realpath(folder)]);
  yield* walk(folder, '', seen);
}

async function* walk(
  folder: string,
  prefix: string,
  seen: Set<string>,
): AsyncGenerator<FoundFile, void, undefined> {
  for await (const { name, isFolder } of entriesInOrder(folder)) {
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
  try {
    const real = await realpath(found.path);
    if (seen.has(real)) {
      yield { ...found, skip: 'repeated folder' };
      return;
    }
    seen.add(real);
    yield* walk(found.path, `${found.name}/`, seen);
  } catch {
    // It may not be read, or went away while it was.
    yield { ...found, skip: 'unreadable' };
  }
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
