import {
  CAMERA_TAGS,
  type ExifTags,
  renderSentence,
  type SentenceStyle,
  type TagOrder,
} from '@exifclip/exif-text';

export interface ExifOfTagsOptions {
  /** How the sentence reads. @defaultValue `'tags'` */
  style?: SentenceStyle | undefined;
  /** Only these tags, by Exif name. @defaultValue all but private ones */
  tags?: readonly string[] | undefined;
  /** Whether with what the file itself gives away. @defaultValue false */
  derived?: boolean | undefined;
  /** Order of the tags. @defaultValue `'canonical'` */
  order?: TagOrder | undefined;
  /** Of the shuffled order. @defaultValue 0 */
  seed?: number | undefined;
}

/** The EXIF of one image as it is shown. */
export interface ShownExif {
  fileType: string;
  /** Empty for an image without camera tags. */
  sentence: string;
  tags: ExifTags;
}

/**
 * What is shown of all tags of an image, derived ones among them, which tell an image from what is
 * none.
 *
 * @throws Error for the tags of what is no image
 */
export function exifOfTags(
  all: ExifTags,
  {
    style = 'tags',
    tags: names,
    derived = false,
    order = 'canonical',
    seed = 0,
  }: ExifOfTagsOptions,
): ShownExif {
  const fileType = all.find(({ name }) => name === 'FileType')?.value;
  if (fileType === undefined) throw new Error('expected an image, got another file');
  const isKept = (name: string): boolean =>
    derived || names?.includes(name) === true || !DERIVED.has(name);
  const tags = all.filter(({ name }) => isKept(name));
  const shown = tags.map(({ name }) => name);
  return { fileType, sentence: renderSentence(tags, { style, order, seed, names: shown }), tags };
}

const DERIVED = new Set(
  CAMERA_TAGS.filter(({ group }) => group === 'File').map(({ name }) => name),
);
