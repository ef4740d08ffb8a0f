import { type ExifTags, readExifTags } from '@exifclip/exif-text';
import { tagsFromExifJson } from '../sources/tags-from-exif-json.ts';
import { readRange } from './read-range.node.ts';
import { scanTar } from './scan-tar.ts';
import type { OpenShardPhoto, ShardSample } from './shard-index.ts';

/** Extensions of the images of samples, the best first. */
export const IMAGE_EXTENSIONS: readonly string[] = ['png', 'webp', 'jpg', 'jpeg', 'tif', 'tiff'];
/** A `json` member beyond this is not read. */
const LONGEST_JSON = 1024 * 1024;

/**
 * What a shard without an index holds, such as one that Python's webdataset or img2dataset wrote:
 * files whose names agree up to the first dot are one sample. Tags come from `json` (`tags`, or
 * `exif` as img2dataset writes it), else from the EXIF of the image.
 *
 * @param size - of the tar file in bytes
 * @throws ShardError for a file that is cut off or is no tar archive
 */
export async function scanShard(path: string, size: number): Promise<readonly OpenShardPhoto[]> {
  const samples = new Map<string, Record<string, readonly [number, number]>>();
  const read = (start: number, end: number): Promise<Uint8Array> =>
    readRange(path, start, end - start);
  for await (const { name, offset, size: length } of scanTar({ size, read }, path)) {
    const [, key, extension] = /^(.*?[^/]*?)\.([^/]*)$/.exec(name) ?? [];
    if (key === undefined || extension === undefined) continue;
    samples.set(key, { ...samples.get(key), [extension.toLowerCase()]: [offset, length] });
  }
  const photos = new Map<string, OpenShardPhoto>();
  for (const [key, members] of samples) {
    if (!IMAGE_EXTENSIONS.some((extension) => members[extension])) continue;
    const photo = await samplePhoto(path, key, members);
    const earlier = photos.get(photo.id);
    const joined = earlier && { ...earlier, samples: [...earlier.samples, ...photo.samples] };
    photos.set(photo.id, joined ?? photo);
  }
  return [...photos.values()];
}

async function samplePhoto(
  path: string,
  key: string,
  members: ShardSample['members'],
): Promise<OpenShardPhoto> {
  const json = await jsonOf(path, members);
  const { photo, group, split, kind, x, y, photoWidth, photoHeight } = json;
  const size =
    typeof photoWidth === 'number' && typeof photoHeight === 'number'
      ? { size: { width: photoWidth, height: photoHeight } }
      : {};
  return {
    id: typeof photo === 'string' ? photo : key,
    group: typeof group === 'string' ? group : key,
    tags: await tagsOf(path, members, json),
    colourChart: json['colourChart'] === true,
    lowTexture: json['lowTexture'] === true,
    ...size,
    ...(split === 'train' || split === 'val' ? { split } : {}),
    samples: [
      {
        key,
        kind: typeof kind === 'string' ? kind : 'whole',
        x: typeof x === 'number' ? x : 0,
        y: typeof y === 'number' ? y : 0,
        members,
      },
    ],
  };
}

async function jsonOf(
  path: string,
  members: ShardSample['members'],
): Promise<Readonly<Record<string, unknown>>> {
  const [offset, length] = members['json'] ?? [0, 0];
  if (length === 0 || length > LONGEST_JSON) return {};
  try {
    const text = new TextDecoder().decode(await readRange(path, offset, length));
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    // A member that is no JSON says nothing of its sample; the image still counts.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

async function tagsOf(
  path: string,
  members: ShardSample['members'],
  json: Readonly<Record<string, unknown>>,
): Promise<ExifTags> {
  const { tags, exif } = json;
  if (typeof tags === 'object' && tags !== null) {
    return Object.entries(tags).map(([name, value]) => ({ name, value: String(value) }));
  }
  const said = tagsFromExifJson(exif);
  if (said.length > 0) return said;
  const image = IMAGE_EXTENSIONS.find((extension) => members[extension]);
  const [offset, length] = members[image ?? ''] ?? [0, 0];
  return readExifTags(await readRange(path, offset, length));
}
