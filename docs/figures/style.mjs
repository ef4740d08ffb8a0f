// The colours of the drawings, for light and dark, and how shapes wear them. An SVG file holds this
// as its own style and follows the reader's system; in the site the theme decides.

const LIGHT =
  '--ink:#1f2328;--soft:#656d76;--line:#c4cad1;--paper:#ffffff;--a:#1f6fb2;--a-soft:#d6e7f6;--b:#bf5312;--b-soft:#fbe2d2';
const DARK =
  '--ink:#e6edf3;--soft:#a2abb5;--line:#4b535d;--paper:#1b1f24;--a:#6db3f2;--a-soft:#1d3c59;--b:#f29a62;--b-soft:#5a321b';

const PAINT = `
.ink{fill:var(--ink)} .soft{fill:var(--soft)} .paper{fill:var(--paper)} .none{fill:none}
.a{fill:var(--a)} .b{fill:var(--b)} .a-soft{fill:var(--a-soft)} .b-soft{fill:var(--b-soft)} .line{fill:var(--line)}
.s-ink{stroke:var(--ink)} .s-soft{stroke:var(--soft)} .s-line{stroke:var(--line)} .s-a{stroke:var(--a)} .s-b{stroke:var(--b)}
.wide{stroke-width:2.5} .half{fill-opacity:.55} .thin{fill-opacity:.22} .dash{stroke-dasharray:5 4}
text{font:15px system-ui,-apple-system,'Segoe UI',sans-serif} .small{font-size:13px} .mid{text-anchor:middle} .end{text-anchor:end} .strong{font-weight:600}`;

/** Of an SVG file by itself. */
export const fileStyle = `svg{${LIGHT}}@media (prefers-color-scheme:dark){svg{${DARK}}}${PAINT}`;

/** Of all drawings in the site. */
export const siteStyle = `.drawing svg{${LIGHT}}
@media (prefers-color-scheme:dark){.drawing svg{${DARK}}}
:root[data-theme=light] .drawing svg{${LIGHT}}
:root[data-theme=dark] .drawing svg{${DARK}}
${PAINT.replaceAll(/(^|\s)([.a-z][\w.-]*)\{/g, '$1.drawing $2{')}
`;
