import type { ExifTag, ExifTags } from '../tags/exif-tags.ts';
import { printedNumbers } from '../tags/printed-numbers.ts';

/** `FocalLength`, or `Focal Length` as keys read where the metadata file of YFCC100M separates words. */
export type PaperKeys = 'joined' | 'spaced';

/** Longest value in characters; a longer one is `Unknown`. */
const LONGEST = 20;

/** Where the paper's keys differ from those of Exif 2.32. */
const KEYS: Readonly<Record<string, string>> = {
  PhotographicSensitivity: 'ISOSpeedRatings',
  PixelXDimension: 'ExifImageWidth',
  PixelYDimension: 'ExifImageHeight',
};

/** Words that a small letter followed by a capital does not separate. */
const SPACED: Readonly<Record<string, string>> = {
  FNumber: 'F-Number',
  YCbCrPositioning: 'YCbCr Positioning',
  YCbCrSubSampling: 'YCbCr Sub-Sampling',
  FocalLengthIn35mmFilm: 'Focal Length 35',
  FlashpixVersion: 'FlashPix Version',
};

/**
 * The tags as "EXIF as Language" (CVPR 2023) cleans them: values are URL-decoded; resolutions and
 * the exposure bias become an integer and its unit, the focal length one decimal and its unit, the
 * sensitivity its first number; other values of more than 20 characters become `Unknown`, and of
 * the rest only letters, digits and `. , / -` stay. A tag without a word left is left out.
 */
export function paperTags(tags: ExifTags, keys: PaperKeys = 'joined'): ExifTags {
  return tags
    .map((tag) => ({ name: paperKey(tag.name, keys), value: paperValue(tag, tags) }))
    .filter(({ value }) => value !== '');
}

function paperKey(name: string, keys: PaperKeys): string {
  const key = KEYS[name] ?? name;
  if (keys === 'joined') return key;
  return SPACED[name] ?? key.replace(/(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ');
}

function paperValue({ name, value }: ExifTag, tags: ExifTags): string {
  const text = urlDecoded(value).trim();
  const [number = Number.NaN] = printedNumbers(text);
  if (Number.isFinite(number)) {
    if (name.endsWith('Resolution')) return `${Math.floor(number)} ${resolutionUnit(name, tags)}`;
    if (name === 'ExposureBiasValue') return `${Math.floor(number)} EV`;
    if (name === 'FocalLength') return `${number.toFixed(1)} mm`;
  }
  if (name === 'PhotographicSensitivity') return text.split(/[\s,]+/)[0] ?? '';
  if (text.length > LONGEST) return 'Unknown';
  return text.replace(/[^a-zA-Z0-9.,/-]/g, '');
}

function urlDecoded(value: string): string {
  if (!/[%+]/.test(value)) return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value; // a per cent sign of its own
  }
}

/** The unit that the photo itself gives for its resolutions; inches where it gives none. */
function resolutionUnit(name: string, tags: ExifTags): string {
  const unitName = name.startsWith('FocalPlane') ? 'FocalPlaneResolutionUnit' : 'ResolutionUnit';
  const unit = tags.find((tag) => tag.name === unitName)?.value ?? 'inches';
  return `dots per ${unit === 'inches' ? 'inch' : unit}`;
}
