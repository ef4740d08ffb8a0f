/** Longest value of a tag in a sentence, in UTF-16 code units; the rest is cut off. */
export const MAX_VALUE_LENGTH = 80;

/**
 * Makes any string fit to be the value of a tag: control, format and separator characters become
 * one space each run, the ends are trimmed, at most {@link MAX_VALUE_LENGTH} code units stay, and
 * a comma that would look like the start of a next tag (`, Word: `) loses its space.
 */
export function cleanText(text: string): string {
  return unlikeTag(isPlain(text) ? text : flatten(text));
}

/** Words of printable ASCII with single spaces between: nearly all values, and nothing to clean. */
function isPlain(text: string): boolean {
  return text.length <= MAX_VALUE_LENGTH && /^[!-~]*(?: [!-~]+)*$/.test(text);
}

function flatten(text: string): string {
  // Hostile files hold megabytes of text; the pattern below need not see them.
  const start = text.slice(0, 8 * MAX_VALUE_LENGTH);
  const line = start.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
  const short = line.slice(0, MAX_VALUE_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
  return short.trim();
}

function unlikeTag(text: string): string {
  return text.replace(/, (?=[A-Za-z][A-Za-z0-9]*: )/g, ',');
}
