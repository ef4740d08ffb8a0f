/**
 * A Markdown text with a section in it: in place of one of the same heading, or at the end.
 *
 * @param section begins with its heading, `## …`, and ends with a line break
 */
export function withSection(text: string, section: string): string {
  const heading = section.slice(0, section.indexOf('\n') + 1);
  const start = text.startsWith(heading) ? 0 : text.indexOf(`\n${heading}`) + 1;
  const isThere = start > 0 || text.startsWith(heading);
  if (!isThere) return `${text.trimEnd()}\n\n${section}`;
  const next = text.indexOf('\n## ', start + heading.length - 1);
  return `${text.slice(0, start)}${section}${next < 0 ? '' : text.slice(next)}`;
}
