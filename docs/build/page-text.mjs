// What a Markdown file of the repository is turned into before it becomes a page of the site.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LINK = /(\]\()(?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?(\))/g;
const FIGURE = /^!\[([^\]]*)\]\(([^)\s]+\.svg)\)$/gm;

/**
 * @param {string} path  absolute
 * @returns {{ title: string, text: string }} its first heading, and what stands below it: folders
 *   that are linked are their READMEs, and drawings stand in the page, so that they follow its theme
 */
export function readPageText(path) {
  const source = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  const heading = /^# (.+)\n/.exec(source);
  if (!heading) throw new Error(`${path}: expected a heading in the first line`);
  const text = source
    .slice(heading[0].length)
    .replace(FIGURE, (_, alt, file) => inlineFigure(join(dirname(path), file), alt))
    .replace(LINK, (_, open, target, anchor = '', close) => {
      const file = join(dirname(path), target);
      const folder = existsSync(file) && statSync(file).isDirectory();
      return `${open}${folder ? join(target, 'README.md') : target}${anchor}${close}`;
    });
  return { title: heading[1].replaceAll('`', ''), text };
}

/** A drawing without its own style, which the site's style sheet holds. */
function inlineFigure(path, alt) {
  const svg = readFileSync(path, 'utf8')
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/\n\s*/g, '');
  return `<figure class="drawing" role="img" aria-label="${escaped(alt)}">${svg}</figure>`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
