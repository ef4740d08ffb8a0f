import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import {
  CAMERA_TAGS,
  readExifTagsFrom,
  renderSentence,
  type SentenceStyle,
  type TagOrder,
} from '@exifclip/exif-text';
import type { RowWork } from './row-work.ts';

export interface ExifRowOptions {
  /** How the sentence reads, of `exif`. @defaultValue `'tags'` */
  style?: SentenceStyle | undefined;
  /** Only these tags, by Exif name, of `exif`. @defaultValue all but private ones */
  tags?: readonly string[] | undefined;
  /** Whether with what the file itself gives away, of `exif`. @defaultValue false */
  derived?: boolean | undefined;
  /** Order of the tags, of `exif`. @defaultValue `'canonical'` */
  order?: TagOrder | undefined;
  /** Of the shuffled order, of `exif`. @defaultValue 0 */
  seed?: number | undefined;
}

/** Rows of the EXIF of each image, as tags and as a sentence. */
export function exifRow({
  style = 'tags',
  tags: names,
  derived = false,
  order = 'canonical',
  seed = 0,
}: ExifRowOptions): RowWork {
  const asked = names === undefined ? {} : { names };
  const isKept = (name: string): boolean =>
    derived || names?.includes(name) === true || !DERIVED.has(name);
  return {
    settings: { job: 'exif', style, tags: names ?? null, derived, order, seed },
    async make(bytes, { signal }) {
      const source = {
        size: bytes.length,
        read: async (start: number, end: number) => bytes.subarray(start, end),
      };
      const stop = signal === undefined ? {} : { signal };
      // Derived tags are read in any case: they tell an image from what is none.
      const options = { includeDerived: true, brotli, ...asked, ...stop };
      const all = await readExifTagsFrom(source, options);
      const fileType = all.find(({ name }) => name === 'FileType')?.value;
      if (fileType === undefined) throw new Error('expected an image, got another file');
      const tags = all.filter(({ name }) => isKept(name));
      const shown = tags.map(({ name }) => name);
      return {
        fileType,
        sentence: renderSentence(tags, { style, order, seed, names: shown }),
        tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
      };
    },
    async dispose() {},
  };
}

const DERIVED = new Set(
  CAMERA_TAGS.filter(({ group }) => group === 'File').map(({ name }) => name),
);

/** Bytes of metadata after decompression; a bomb is refused. */
const maxOutputLength = 4 * 1024 * 1024;

function brotli(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(brotliDecompress)(bytes, { maxOutputLength });
}
