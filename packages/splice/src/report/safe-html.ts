/** Markup whose every inserted text is escaped. */
export interface SafeHtml {
  readonly markup: string;
}

/** What may stand in a template: text and numbers are escaped, markup is not, nothing is nothing. */
export type HtmlPart = SafeHtml | readonly HtmlPart[] | string | number | undefined | false;

/**
 * A tag for templates of HTML. Inserted texts are escaped, so that they are safe between tags and
 * within quoted attributes; nowhere else.
 */
export function safeHtml(literals: TemplateStringsArray, ...parts: HtmlPart[]): SafeHtml {
  return {
    markup: literals.reduce((before, literal, i) => before + markupOf(parts[i - 1]) + literal),
  };
}

function markupOf(part: HtmlPart): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return isList(part) ? part.map(markupOf).join('') : part.markup;
}

function isList(part: HtmlPart): part is readonly HtmlPart[] {
  return Array.isArray(part);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
