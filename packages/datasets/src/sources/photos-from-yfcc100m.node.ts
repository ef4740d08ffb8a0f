import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tagsFromExiftool } from '@exifclip/exif-text';
import { createPhotoSource } from './create-photo-source.ts';
import { joinById } from './join-by-id.ts';
import { parseYfccExif } from './parse-yfcc-exif.ts';
import type { PhotoSource, PhotoSourceOptions } from './photo-source.ts';
import { publishedTags } from './published-tags.ts';
import { readLines } from './read-lines.node.ts';
import type { LoadedEntry, SourceEntry } from './source-entry.ts';
import { parseYfccPhoto, type YfccExif, type YfccPhoto } from './yfcc-lines.ts';
import { yfccRecord } from './yfcc-record.ts';

export interface PhotosFromYfcc100mOptions extends PhotoSourceOptions {
  /** The file `yfcc100m_exif`, decompressed from bzip2. */
  exif: string;
  /**
   * The folder of images: `<id>.jpg`, or as the Multimedia Commons store them by hash,
   * `b75/c2d/b75c2d….jpg`, for which `dataset` is needed. Other endings are tried too.
   */
  images: string;
  /**
   * The file `yfcc100m_dataset`, decompressed, whole or in part: only its photos are given, those
   * of one photographer are a group, and videos are left out.
   * @defaultValue none: all photos of `exif`, each its own group
   */
  dataset?: string;
  /**
   * `canonical` names and values, as `readExifTags` has them; or `published`, with the names of the
   * dataset and the value cleaning of "EXIF as Language".
   * @defaultValue 'canonical'
   */
  values?: 'canonical' | 'published';
  /** Fewest items of an EXIF record, of all its parts; the paper took 11. @defaultValue 0 */
  minItems?: number;
}

/**
 * The photos of YFCC100M (Thomee et al., 2016), from its files as they were published. Both lists
 * are in one order and are read side by side, line by line, so memory does not grow with them.
 * Images that are not in the folder are counted as `image not found`.
 *
 * @throws Error where the two lists are not in one order, when iterated
 * @throws RangeError for options out of their range
 */
export function photosFromYfcc100m({
  exif,
  images,
  dataset,
  values = 'canonical',
  minItems = 0,
  ...options
}: PhotosFromYfcc100mOptions): PhotoSource {
  const entries = async function* (): AsyncGenerator<SourceEntry, void, undefined> {
    for await (const { photo, field } of dataset ? joined(dataset, exif) : alone(exif)) {
      const load = (): Promise<LoadedEntry> =>
        loadPhoto(photo, field, { images, values, minItems });
      yield { name: photo.id, load };
    }
  };
  return createPhotoSource(async () => ({ entries: entries() }), options);
}

interface YfccPair {
  photo: YfccPhoto;
  /** Undefined where no EXIF record has the photo's id. */
  field: string | undefined;
}

async function* joined(dataset: string, exif: string): AsyncGenerator<YfccPair, void, undefined> {
  const photos = photoLines(dataset);
  const fields = exifLines(exif);
  try {
    for await (const { left, right } of joinById(photos, fields)) {
      if (left) yield { photo: left, field: right?.field };
    }
  } finally {
    await Promise.all([photos.return(), fields.return()]);
  }
}

async function* alone(exif: string): AsyncGenerator<YfccPair, void, undefined> {
  for await (const { id, field } of exifLines(exif)) yield { photo: { id }, field };
}

async function* photoLines(path: string): AsyncGenerator<YfccPhoto, void, undefined> {
  for await (const line of readLines(path)) yield parseYfccPhoto(line);
}

async function* exifLines(path: string): AsyncGenerator<YfccExif, void, undefined> {
  for await (const line of readLines(path)) {
    const [id = '', field = ''] = line.split('\t');
    yield { id, field };
  }
}

interface YfccSettings {
  images: string;
  values: 'canonical' | 'published';
  minItems: number;
}

async function loadPhoto(
  photo: YfccPhoto,
  field: string | undefined,
  { images, values, minItems }: YfccSettings,
): Promise<LoadedEntry> {
  const { id, photographer, isVideo } = photo;
  if (!/^\d+$/.test(id))
    return { skip: 'broken record', detail: `got "${id.slice(0, 40)}" as an id` };
  if (isVideo) return { skip: 'video' };
  const items = parseYfccExif(field ?? '');
  if (items.length < minItems) {
    return { skip: 'without usable EXIF', detail: `${items.length} items of at least ${minItems}` };
  }
  const path = await imageOf(photo, images);
  if (path === undefined) return { skip: 'image not found' };
  return {
    id,
    name: id,
    // Photographers are told apart, and not named.
    group: photographer === undefined ? id : digest(photographer),
    tags: values === 'published' ? publishedTags(items) : tagsFromExiftool(yfccRecord(items)),
    bytes: () => readFile(path),
  };
}

async function imageOf(
  { id, hash, extension }: YfccPhoto,
  images: string,
): Promise<string | undefined> {
  const endings = new Set(['jpg', ...(extension ? [extension] : []), 'jpeg', 'png']);
  for (const ending of endings) {
    const byHash = hash ? [join(hash.slice(0, 3), hash.slice(3, 6), hash), hash] : [];
    for (const stem of [id, ...byHash]) {
      const path = join(images, `${stem}.${ending}`);
      if (await isFile(path)) return path;
    }
  }
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
