import { CAMERA_TAGS, type ExifTags, renderSentence } from '@exifclip/exif-text';
import type { SentenceConfig } from '../text-encoder-config.ts';

const IFD_NAMES = CAMERA_TAGS.filter(({ group }) => group !== 'File').map(({ name }) => name);

/**
 * The sentence that a model is to compare with pixels: what somebody wrote into the EXIF
 * directories, and nothing that the file gives away by itself, such as its type, subsampling or
 * JPEG quality, for that would fit any pixels.
 *
 * @returns `''` where there is no such tag
 */
export function ifdSentence(tags: ExifTags, { style, names }: SentenceConfig): string {
  const wanted = names === undefined ? IFD_NAMES : IFD_NAMES.filter((name) => names.includes(name));
  return renderSentence(tags, { style, names: wanted });
}
