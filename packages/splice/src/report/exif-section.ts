import { type SafeHtml, safeHtml } from './safe-html.ts';

/** A tag as `@exifclip/exif-text` reads it. */
export interface ReportTag {
  name: string;
  value: string;
}

/** The camera tags as a table. */
export function exifSection(tags: readonly ReportTag[]): SafeHtml {
  return safeHtml`<section aria-labelledby="exif">
<h2 id="exif">EXIF</h2>
${tags.length === 0 ? safeHtml`<p>The file has no camera tags.</p>` : table(tags)}
<p class="help">What the file says about itself, which anyone can change. Names, places, dates and serial numbers are left out.</p>
</section>`;
}

function table(tags: readonly ReportTag[]): SafeHtml {
  return safeHtml`<table class="facts">
<thead><tr><th scope="col">Tag</th><th scope="col">Value</th></tr></thead>
<tbody>
${tags.map(
  ({ name, value }) =>
    safeHtml`<tr><th scope="row"><bdi>${name}</bdi></th><td><bdi>${value}</bdi></td></tr>\n`,
)}</tbody>
</table>`;
}
