// What a Markdown file says that the check of the documentation asks about: its code blocks, links,
// headings and the commands in its text.

/**
 * @typedef {object} CodeBlock
 * @property {string} language  the first word after the fence, or ''
 * @property {string} text  without the indentation that the fence has
 * @property {number} line  of the opening fence, from 1
 */

/**
 * @typedef {object} MarkdownFacts
 * @property {CodeBlock[]} blocks
 * @property {{ target: string, line: number }[]} links  of links and pictures, outside of code
 * @property {Set<string>} anchors  of headings, as code hosts and TypeDoc both make them
 * @property {{ text: string, line: number }[]} codes  what stands in backticks
 */

const FENCE = /^( *)(`{3,})(\w*)\s*$/;

/**
 * @param {string} source
 * @returns {MarkdownFacts}
 */
export function markdownFacts(source) {
  /** @type {MarkdownFacts} */
  const facts = { blocks: [], links: [], anchors: new Set(), codes: [] };
  let block;
  source.split(/\r?\n/).forEach((line, index) => {
    const fence = FENCE.exec(line);
    if (block) {
      if (fence?.[2] === block.fence && fence[3] === '') {
        facts.blocks.push({ ...block.facts, text: block.lines.join('\n') });
        block = undefined;
      } else
        block.lines.push(line.startsWith(block.indent) ? line.slice(block.indent.length) : line);
    } else if (fence) {
      const [, indent, marks, language] = fence;
      block = { fence: marks, indent, lines: [], facts: { language, line: index + 1 } };
    } else addLine(facts, line, index + 1);
  });
  if (block) throw new Error(`line ${block.facts.line}: a code block that does not end`);
  return facts;
}

function addLine(facts, line, number) {
  const heading = /^#{1,6} (.+)$/.exec(line)?.[1];
  if (heading) facts.anchors.add(anchorOf(heading, facts.anchors));
  for (const [, text] of line.matchAll(/`([^`]+)`/g)) facts.codes.push({ text, line: number });
  const prose = line.replaceAll(/`[^`]*`/g, '');
  for (const [, target] of prose.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)) {
    facts.links.push({ target, line: number });
  }
}

/** Lower case, no punctuation, hyphens for spaces; a number where a heading comes again. */
function anchorOf(heading, taken) {
  const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  const anchor = plain.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
  let count = 0;
  while (taken.has(count === 0 ? anchor : `${anchor}-${count}`)) count += 1;
  return count === 0 ? anchor : `${anchor}-${count}`;
}
