import type { ExifTag } from './tags/exif-tags.ts';

const NUMBER = /^([+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)(?:\/([1-9]\d*))?$/;

/**
 * The pieces that a tag is known by, all lower-case and scoped by its name, each once:
 *
 * - the name, `exposuretime`;
 * - the whole value, `exposuretime:1/60`, and each word of it;
 * - n-grams (3 and 4 characters, `<` and `>` marking the ends) of words with a letter and more than
 *   three characters, `model~<eos`, so that unseen values resemble their relatives;
 * - for values that begin with a number, its octave and quarter octave, `exposuretime≈o-6`,
 *   so that near magnitudes resemble each other.
 *
 * @see Bojanowski et al., Enriching word vectors with subword information, 2017
 */
export function tagPieces({ name, value }: ExifTag): ReadonlySet<string> {
  const tag = name.toLowerCase();
  const whole = value.toLowerCase();
  const words = whole.split(/[\s,;:()<>[\]"']+/).filter((word) => word !== '');
  const pieces = new Set<string>([tag, `${tag}:${whole}`]);
  const isNumeric = NUMBER.test(words[0] ?? '');
  for (const word of words) {
    pieces.add(`${tag}:${word}`);
    if (isNumeric) addMagnitude(pieces, tag, word);
    if (word.length > 3 && /\p{L}/u.test(word)) addGrams(pieces, tag, `<${word}>`);
  }
  return pieces;
}

function addGrams(pieces: Set<string>, tag: string, marked: string): void {
  for (let length = 3; length <= 4; length++) {
    for (let start = 0; start + length <= marked.length; start++) {
      pieces.add(`${tag}~${marked.slice(start, start + length)}`);
    }
  }
}

function addMagnitude(pieces: Set<string>, tag: string, word: string): void {
  const match = NUMBER.exec(word);
  if (!match) return;
  const number = Number(match[1]) / Number(match[2] ?? 1);
  const octaves = Math.log2(Math.abs(number));
  if (!Number.isFinite(octaves)) return; // zero has no magnitude; its word stands for it
  const sign = number < 0 ? '-' : '';
  pieces.add(`${tag}≈${sign}o${Math.round(octaves)}`);
  pieces.add(`${tag}≈${sign}q${Math.round(4 * octaves)}`);
}
