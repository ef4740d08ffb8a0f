import { CAMERA_TAGS } from './camera-tags.ts';
import { cleanText } from './clean-text.ts';
import type { ExifTags } from './exif-tags.ts';
import { isPrivateTag } from './is-private-tag.ts';

export interface RenderSentenceOptions {
  /** Keep these tags only. @defaultValue all */
  names?: readonly string[];
  /**
   * Keep what a decoder derives from the file itself, such as EncodingProcess.
   * @defaultValue false
   */
  includeDerived?: boolean;
}

const DERIVED = new Set(CAMERA_TAGS.filter((tag) => tag.group === 'File').map((tag) => tag.name));

/**
 * Tags as one sentence, `Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60`, in the order given.
 *
 * Tags of any other origin, such as `{ name: 'JpegQuality', value: '75' }`, are welcome; values are
 * cleaned, empty ones and private tags (`isPrivateTag`) left out. `parseSentence` is the inverse.
 *
 * @throws TypeError when a name is not a letter followed by letters and digits
 */
export function renderSentence(
  tags: ExifTags,
  { names, includeDerived = false }: RenderSentenceOptions = {},
): string {
  const parts: string[] = [];
  for (const { name, value } of tags) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
      throw new TypeError(`expected tag names of letters and digits only, got "${name}"`);
    }
    if (names && !names.includes(name)) continue;
    if (isPrivateTag(name) || (DERIVED.has(name) && !includeDerived)) continue;
    const clean = cleanText(value);
    if (clean !== '') parts.push(`${name}: ${clean}`);
  }
  return parts.join(', ');
}
