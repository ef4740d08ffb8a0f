// What a Markdown file of the repository is turned into before it becomes a page of the site.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LINK = /(\]\()(?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?(\))/g;
const FIGURE = /^!\[([^\]]*)\]\(([^)\s]+\.svg)\)$/gm;

/**
 * @typedef {object} PageText
 * @property {string} title  its first heading
 * @property {string} text  with the heading; folders that are linked are their READMEs, and drawings
 *   stand in the page, so that they follow its theme
 * @property {string} body  the same below the heading
 * @property {string[]} sources  absolute paths of the programs that it links to
 */

/**
 * @param {string} path  absolute
 * @returns {PageText}
 */
export function readPageText(path) {
  const source = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  const heading = /^# (.+)\n/.exec(source);
  if (!heading) throw new Error(`${path}: expected a heading in the first line`);
  const sources = [];
  const text = source
    .replace(FIGURE, (_, alt, file) => inlineFigure(join(dirname(path), file), alt))
    .replace(LINK, (_, open, target, anchor = '', close) => {
      const file = join(dirname(path), target);
      if (/\.(ts|mjs)$/.test(file)) sources.push(file);
      const folder = existsSync(file) && statSync(file).isDirectory();
      return `${open}${folder ? join(target, 'README.md') : target}${anchor}${close}`;
    });
  const title = heading[1].replaceAll('`', '');
  return { title, text, body: text.slice(heading[0].length), sources };
}

/** A drawing without its own style, which the site's style sheet holds. */
function inlineFigure(path, alt) {
  const svg = readFileSync(path, 'utf8')
    .replace(/<title>.*<\/title>/, '')
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/\n\s*/g, '');
  return `<figure class="drawing" role="img" aria-label="${escaped(alt)}">${svg}</figure>`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
