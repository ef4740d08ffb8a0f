import { CAMERA_TAGS } from '../tags/camera-tags.ts';
import { cleanText } from '../tags/clean-text.ts';
import type { ExifTags } from '../tags/exif-tags.ts';
import { isPrivateTag } from '../tags/is-private-tag.ts';
import { dropTags } from './drop-tags.ts';
import { formatNumbers, type NumberFormat } from './format-numbers.ts';
import { orderTags, type TagOrder } from './order-tags.ts';
import { type PaperKeys, paperTags } from './paper-tags.ts';
import { plainPhrases } from './plain-phrases.ts';

export interface RenderSentenceOptions {
  /**
   * How a sentence reads: `tags`, `Make: Canon, ExposureTime: 1/60`, which the bundled model was
   * trained on; `plain`, `Canon, 1/60 s`; `paper`, as "EXIF as Language" cleans keys and values.
   * @defaultValue 'tags'
   */
  style?: SentenceStyle;
  /**
   * Keep these tags only. Private and derived tags are kept when they are named here, and
   * otherwise, but for `includeDerived`, left out.
   * @defaultValue all that are neither private nor derived
   */
  names?: readonly string[];
  /**
   * Keep what a decoder derives from the file itself, such as EncodingProcess.
   * @defaultValue false
   */
  includeDerived?: boolean;
  /** As given, as the tables have it, or drawn from `seed`. @defaultValue 'record' */
  order?: TagOrder;
  /** Probability, 0…1, with which each tag is left out; one of them stays. @defaultValue 0 */
  dropout?: number;
  /** What `shuffled` order and `dropout` depend on, a whole number. @defaultValue 0 */
  seed?: number;
  /** How numbers read, for the styles `tags` and `plain`. @defaultValue as the tags have them */
  numbers?: NumberFormat;
  /** How the style `paper` spells keys: `FocalLength` or `Focal Length`. @defaultValue 'joined' */
  paperKeys?: PaperKeys;
}

/** How sentences may read. */
export const SENTENCE_STYLES = ['tags', 'plain', 'paper'] as const;
export type SentenceStyle = (typeof SENTENCE_STYLES)[number];

const DERIVED = new Set(CAMERA_TAGS.filter((tag) => tag.group === 'File').map((tag) => tag.name));

/**
 * Tags as one sentence, `Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60`, in the order given.
 *
 * Tags of any other origin, such as `{ name: 'JpegQuality', value: '75' }`, are welcome; values are
 * cleaned, empty ones and private tags (`isPrivateTag`) left out. `parseSentence` is the inverse of
 * the style `tags`. The same tags and options give the same sentence, everywhere.
 *
 * @throws TypeError when a name is not a letter followed by letters and digits
 * @throws RangeError for a style, order, dropout, seed or number of digits that is none
 */
export function renderSentence(tags: ExifTags, options: RenderSentenceOptions = {}): string {
  const { style = 'tags', order = 'record', dropout = 0, seed = 0, numbers, paperKeys } = options;
  const kept = orderTags(dropTags(keptTags(tags, options), dropout, seed), order, seed);
  switch (style) {
    case 'tags':
      return pairs(formatNumbers(kept, numbers));
    case 'plain':
      return plainPhrases(formatNumbers(kept, { ...numbers, units: false })).join(', ');
    case 'paper':
      return pairs(paperTags(kept, paperKeys));
    default:
      throw new RangeError(`expected the style tags, plain or paper, got "${String(style)}"`);
  }
}

/** The tags that are asked for, cleaned. */
function keptTags(
  tags: ExifTags,
  { names, includeDerived = false }: RenderSentenceOptions,
): ExifTags {
  const wanted = (name: string): boolean =>
    names?.includes(name) ?? (!isPrivateTag(name) && (includeDerived || !DERIVED.has(name)));
  return tags
    .filter(({ name }) => {
      if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
        throw new TypeError(`expected tag names of letters and digits only, got "${name}"`);
      }
      return wanted(name);
    })
    .map(({ name, value }) => ({ name, value: cleanText(value) }))
    .filter(({ value }) => value !== '');
}

function pairs(tags: ExifTags): string {
  return tags.map(({ name, value }) => `${name}: ${value}`).join(', ');
}
