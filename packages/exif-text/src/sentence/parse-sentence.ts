import type { ExifTag, ExifTags } from '../tags/exif-tags.ts';

/**
 * The tags of a sentence; the inverse of `renderSentence`, and `[]` for an empty sentence.
 *
 * @throws RangeError when the text is no sentence, `Name: value, Name: value`
 */
export function parseSentence(sentence: string): ExifTags {
  const line = sentence.trim();
  return line === '' ? [] : line.split(/, (?=[A-Za-z][A-Za-z0-9]*: )/).map(parseTag);
}

function parseTag(part: string): ExifTag {
  const match = /^([A-Za-z][A-Za-z0-9]*): (.+)$/s.exec(part);
  if (!match) {
    throw new RangeError(
      `expected a sentence such as "Make: Canon, Model: Canon EOS 350D", got "${part.slice(0, 60)}"`,
    );
  }
  return { name: match[1]!, value: match[2]! };
}
