import type { SpliceReport } from '../detector/splice-report.ts';
import { type HtmlPart, type SafeHtml, safeHtml } from './safe-html.ts';

/** How a report came about, as far as its renderer was told. */
export interface ReportOrigin {
  sha256: string | undefined;
  producer: string | undefined;
  command: string | undefined;
  orientation: number;
}

type Measured = Pick<SpliceReport, 'model' | 'method' | 'grid' | 'evidence' | 'meanResponse'>;

/** What is needed to make the report again: input, model, version, command. */
export function originSection(
  { model, method, grid, evidence, meanResponse }: Measured,
  { sha256, producer, command, orientation }: ReportOrigin,
): SafeHtml {
  const { imageWidth, imageHeight, patchSize, rowOffsets, colOffsets } = grid;
  const turned = orientation === 1 ? '' : `, shown upright by EXIF orientation ${orientation}`;
  const facts: [name: string, value: HtmlPart][] = [
    ['SHA-256 of the file', sha256 && code(sha256)],
    ['Image', `${imageWidth} × ${imageHeight} pixels as stored${turned}`],
    ['Model', code(model)],
    ['Method', code(method)],
    ['Made by', producer],
    ['Command', command && code(command)],
    [
      'Patches',
      `${rowOffsets.length} × ${colOffsets.length} of ${patchSize} pixels (down × across)`,
    ],
    ['Mean response', meanResponse.toFixed(3)],
    ['Flat or clipped patches', `${(100 * evidence.flatShare).toFixed(0)} %`],
    ['JPEG quality of the file', evidence.jpegQuality ?? 'no JPEG file'],
    ['Blockiness (1 = none)', evidence.blockiness.toFixed(2)],
    ['Resampling peak (about 3 = none)', evidence.resamplingPeak.toFixed(1)],
  ];
  const told = facts.filter(([, value]) => value !== undefined && value !== '');
  return safeHtml`<section aria-labelledby="origin">
<h2 id="origin">How it was made</h2>
<table class="facts">
<tbody>
${told.map(([name, value]) => safeHtml`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody>
</table>
</section>`;
}

function code(text: string): SafeHtml {
  return safeHtml`<code><bdi>${text}</bdi></code>`;
}
