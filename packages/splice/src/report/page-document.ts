import { REPORT_STYLE } from './report-style.ts';
import { type SafeHtml, safeHtml } from './safe-html.ts';
import { VIEWER_SCRIPT } from './viewer-script.ts';

/** What a page is made of. */
export interface PageParts {
  title: string;
  body: SafeHtml;
  /** Data for the viewer's script; without it the page has no script at all. */
  data?: unknown;
}

/**
 * A whole page that asks nothing of the network: its policy allows its own style and script, known
 * by their hashes, and pictures within the page.
 */
export function pageDocument({ title, body, data }: PageParts): string {
  const script = data === undefined ? "'none'" : `'${VIEWER_SCRIPT.hash}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src '${REPORT_STYLE.hash}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
${
  safeHtml`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(REPORT_STYLE.text)}</style>
</head>
<body>
${body}
${data !== undefined && trusted(`<script type="application/json" id="data">${inScript(data)}</script>`)}
${data !== undefined && trusted(`<script>${VIEWER_SCRIPT.text}</script>`)}
</body>
</html>
`.markup
}`;
}

/** For our own markup only. */
function trusted(markup: string): SafeHtml {
  return { markup };
}

/** JSON that cannot end the script element that it stands in. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
