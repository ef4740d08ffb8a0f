import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readExifTags } from '@exifclip/exif-text';
import { createPhotoSource } from './create-photo-source.ts';
import type { PhotoSource, PhotoSourceOptions } from './photo-source.ts';
import type { LoadedEntry, SourceEntry } from './source-entry.ts';
import { type TableRow, tableRows } from './table-rows.node.ts';
import { tagsFromExifJson } from './tags-from-exif-json.ts';

export interface PhotosFromTableOptions extends PhotoSourceOptions {
  /** The column of EXIF as JSON; where a row has none, the image's own is read. @defaultValue 'exif' */
  exif?: string;
  /**
   * The column of the image: its bytes, `{ bytes }` as Hugging Face's tables have it, or a path
   * that counts from `images`.
   * @defaultValue the first of `image`, `jpg`, `png`, `webp` that the row has
   */
  image?: string;
  /** The column that names a row. @defaultValue 'key' */
  key?: string;
  /** The column whose rows of one value stay in one split. @defaultValue none: each row alone */
  group?: string;
  /**
   * The folder of images for tables without their bytes: `<key>.jpg`, or `00012/<key>.jpg` as
   * img2dataset stores them.
   * @defaultValue the table's folder
   */
  images?: string;
}

/**
 * The photos of a table such as img2dataset writes for LAION: parquet or CSV, with EXIF as JSON in
 * a column and the image's bytes in another, or its file in a folder. Of parquet, a row group is
 * in memory at a time, or two. `path` may be a folder of tables.
 *
 * @throws Error for a file that is no table, when iterated
 * @throws RangeError for options out of their range
 */
export function photosFromTable(
  path: string,
  { exif = 'exif', image, key = 'key', group, images, ...options }: PhotosFromTableOptions = {},
): PhotoSource {
  const open = async (): Promise<{ entries: AsyncIterable<SourceEntry> }> => {
    const isFolder = (await stat(path)).isDirectory();
    const folder = resolve(images ?? (isFolder ? path : dirname(path)));
    const columns = { exif, image, key, group };
    return { entries: tableEntries(path, columns, folder) };
  };
  return createPhotoSource(open, options);
}

interface Columns {
  exif: string;
  image: string | undefined;
  key: string;
  group: string | undefined;
}

async function* tableEntries(
  path: string,
  columns: Columns,
  folder: string,
): AsyncGenerator<SourceEntry, void, undefined> {
  for await (const row of tableRows(path)) {
    yield { name: row.name, load: () => loadRow(row, columns, folder) };
  }
}

async function loadRow(
  { name, read }: TableRow,
  { exif, image, key, group }: Columns,
  folder: string,
): Promise<LoadedEntry> {
  let values: Readonly<Record<string, unknown>>;
  try {
    values = await read();
  } catch (error) {
    // A damaged row group leaves out its rows, and does not end the stream.
    return { skip: 'broken record', detail: (error as Error).message };
  }
  const id = text(values[key]) ?? name;
  const bytes = await imageOf(values, image, id, folder);
  if (!bytes) return { skip: 'image not found', detail: `of ${id}` };
  const said = values[exif];
  const tags = tagsFromExifJson(said instanceof Uint8Array ? text(said) : said);
  return {
    id,
    name,
    group: (group === undefined ? undefined : text(values[group])) ?? id,
    tags: tags.length > 0 ? tags : await ownTags(bytes),
    bytes,
  };
}

/** A file that cannot be read says nothing; its bytes will tell why. */
async function ownTags(bytes: () => Promise<Uint8Array>): Promise<ReturnType<typeof readExifTags>> {
  try {
    return readExifTags(await bytes());
  } catch {
    return [];
  }
}

async function imageOf(
  values: Readonly<Record<string, unknown>>,
  column: string | undefined,
  id: string,
  folder: string,
): Promise<(() => Promise<Uint8Array>) | undefined> {
  const columns = column === undefined ? ['image', 'jpg', 'png', 'webp'] : [column];
  const value = columns.map((name) => values[name]).find((found) => found != null);
  const inside =
    typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : value;
  if (inside instanceof Uint8Array) return async () => inside;
  const paths = typeof inside === 'string' && inside !== '' ? [inside] : pathsOf(id);
  for (const path of paths.map((relative) => join(folder, relative))) {
    if (await isFile(path)) return () => readFile(path);
  }
  return undefined;
}

/** img2dataset numbers its folders by all but the last four digits of a key. */
function pathsOf(id: string): readonly string[] {
  const shard = id.slice(0, -4);
  return ['jpg', 'png', 'webp'].flatMap((ending) => [
    `${id}.${ending}`,
    ...(shard === '' ? [] : [`${shard}/${id}.${ending}`]),
  ]);
}

function text(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
