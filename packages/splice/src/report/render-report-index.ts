import { bytesToBase64 } from './bytes-to-base64.ts';
import { pageDocument } from './page-document.ts';
import { type HtmlPart, type SafeHtml, safeHtml } from './safe-html.ts';

/** One image of an index. */
export interface ReportIndexEntry {
  /** What the image is called. */
  input: string;
  /** File name of its report, beside the index. */
  report?: string | undefined;
  /** A small upright picture of it as a JPEG file. */
  thumbnail?: Uint8Array | undefined;
  score?: number | undefined;
  probability?: number | undefined;
  /** Share of the image that the mask marks, 0…1. */
  markedShare?: number | undefined;
  warnings?: readonly string[] | undefined;
  /** Why there is no result. */
  error?: string | undefined;
}

/** Options of {@link renderReportIndex}. */
export interface RenderReportIndexOptions {
  /** What made the reports, with its version. @defaultValue not told */
  producer?: string | undefined;
  /** The command that made them. @defaultValue not told */
  command?: string | undefined;
}

/**
 * One page over many reports: a row an image, the highest score first, those that failed last. As
 * self-contained as the reports, and without a script.
 */
export function renderReportIndex(
  entries: readonly ReportIndexEntry[],
  { producer, command }: RenderReportIndexOptions = {},
): string {
  const failed = entries.filter(({ error }) => error !== undefined);
  const done = entries
    .filter(({ error }) => error === undefined)
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
  const title = `${entries.length} images, by score`;
  const body = safeHtml`<header>
<p>Reports of exifclip: what in each image disagrees about its camera</p>
<h1>${title}</h1>
</header>
<main class="index">
<p class="hint">Hints where to look. A score proves neither a forgery nor that a photo is authentic; each report says what it means.</p>
<table class="list">
<thead><tr><th scope="col">Image</th><th scope="col">Score</th><th scope="col">Probability</th><th scope="col">Marked</th><th scope="col">Remarks</th></tr></thead>
<tbody>
${done.map(row)}${failed.map(failedRow)}</tbody>
</table>
${producer !== undefined && safeHtml`<p class="help">Made by ${producer}</p>`}
${command !== undefined && safeHtml`<details><summary>Command</summary><code><bdi>${command}</bdi></code></details>`}
</main>`;
  return pageDocument({ title: `${title}: exifclip`, body });
}

function row(entry: ReportIndexEntry): SafeHtml {
  const { score, probability, markedShare, warnings = [] } = entry;
  const marked = markedShare === undefined ? '–' : `${(markedShare * 100).toFixed(1)} %`;
  return safeHtml`<tr><th scope="row">${name(entry)}</th>${cell('Score', score?.toFixed(3) ?? '–')}${cell('Probability', probability?.toFixed(2) ?? '–')}${cell('Marked', marked)}${cell('Remarks', warnings.join('; '))}</tr>
`;
}

function failedRow(entry: ReportIndexEntry): SafeHtml {
  return safeHtml`<tr class="failed"><th scope="row">${name(entry)}</th><td colspan="4"><bdi>${entry.error}</bdi></td></tr>
`;
}

function cell(label: string, content: HtmlPart): SafeHtml {
  return safeHtml`<td data-label="${label}">${content}</td>`;
}

function name({ input, report, thumbnail }: ReportIndexEntry): SafeHtml {
  const picture =
    thumbnail && safeHtml`<img src="data:image/jpeg;base64,${bytesToBase64(thumbnail)}" alt="">`;
  const label = safeHtml`${picture}<bdi>${input}</bdi>`;
  // A name such as `javascript:x.html` is a scheme, but not behind `./`.
  if (report === undefined) return label;
  return safeHtml`<a href="./${encodeURIComponent(report)}">${label}</a>`;
}
