import { packTar } from 'modern-tar';
import type { PhotoRecord } from '../sources/photo-record.ts';
import { TAR_BLOCK } from './parse-tar-header.ts';
import type { PhotoCrops } from './photo-crops.ts';
import { scanTar } from './scan-tar.ts';
import type { ShardPhoto, ShardSample } from './shard-index.ts';

/** A photo's samples as a piece of a tar archive, with their index counted from its beginning. */
export interface CropsTar {
  bytes: Uint8Array;
  photo: ShardPhoto;
}

/** What a sample's names begin with, and what stands for the folder that a photo lay in. */
export interface SampleNames {
  key: string;
  group: string;
}

/** Two blocks of zeros end an archive. */
const END = 2 * TAR_BLOCK;

/**
 * Lays out a photo's samples as webdataset reads them: `<key>.png`, `<key>.txt` with the sentence
 * and `<key>.json` with the tags and the place of the cut, one sample after another.
 */
export async function tarOfCrops(
  photo: PhotoRecord,
  { crops, sentence, size, lowTexture }: PhotoCrops,
  split: 'train' | 'val',
  { key: name, group }: SampleNames,
): Promise<CropsTar> {
  const tags = Object.fromEntries(photo.tags.map((tag) => [tag.name, tag.value]));
  const said = { colourChart: photo.colourChart === true, lowTexture };
  const about = { photo: name, group, split, ...said };
  const samples = crops.map(({ kind, x, y, png, facts }, i) => {
    const place = { kind, x, y, photoWidth: size.width, photoHeight: size.height };
    const json = JSON.stringify({ ...about, ...place, ...facts, tags });
    return { key: `${name}-${i}`, kind, x, y, files: { png, txt: sentence, json } };
  });
  const entries = samples.flatMap(({ key, files }) =>
    Object.entries(files).map(([extension, body]) => tarEntry(`${key}.${extension}`, body)),
  );
  const archive = await packTar(entries);
  const bytes = archive.subarray(0, archive.length - END);
  const placed = await membersOf(bytes);
  return {
    bytes,
    photo: {
      id: name,
      group,
      tags: photo.tags,
      ...said,
      size,
      samples: samples.map(({ key, kind, x, y }) => ({ key, kind, x, y, members: placed(key) })),
    },
  };
}

function tarEntry(
  name: string,
  body: Uint8Array | string,
): { header: { name: string; size: number; mtime: Date }; body: Uint8Array } {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  // One time for all files, so that a shard depends on what is in it alone.
  return { header: { name, size: bytes.length, mtime: new Date(0) }, body: bytes };
}

/** Read back from the archive itself, so that the index says what is there. */
async function membersOf(archive: Uint8Array): Promise<(key: string) => ShardSample['members']> {
  const found = new Map<string, Record<string, readonly [number, number]>>();
  const read = async (start: number, end: number): Promise<Uint8Array> =>
    archive.subarray(start, end);
  for await (const { name, offset, size } of scanTar({ size: archive.length, read }, 'new shard')) {
    const [key = '', extension = ''] = name.split('.');
    found.set(key, { ...found.get(key), [extension]: [offset, size] });
  }
  return (key) => found.get(key) ?? {};
}
