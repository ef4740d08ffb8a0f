import type { SpliceReport } from '../detector/splice-report.ts';
import { type SafeHtml, safeHtml } from './safe-html.ts';

/** Score, probability, share of the image that is marked, and what stands against them. */
export function resultSection({
  score,
  probability,
  mask,
  warnings,
}: Pick<SpliceReport, 'score' | 'probability' | 'mask' | 'warnings'>): SafeHtml {
  const marked = mask.data.reduce((count, value) => count + (value > 127 ? 1 : 0), 0);
  const share = (100 * marked) / Math.max(1, mask.data.length);
  return safeHtml`<section class="result" aria-labelledby="result">
<h2 id="result">Result</h2>
<dl class="figures">
<div><dt>Score</dt><dd>${score.toFixed(3)}</dd></div>
<div><dt>Probability of a splice</dt><dd>${probability?.toFixed(2) ?? 'not calibrated'}</dd></div>
<div><dt>Marked</dt><dd>${share.toFixed(1)} %</dd></div>
</dl>
<p class="hint">A hint where to look. It proves neither a forgery nor that a photo is authentic.</p>
${
  warnings.length > 0 &&
  safeHtml`<ul class="warnings">${warnings.map((warning) => safeHtml`<li>${warning}</li>`)}</ul>`
}
</section>`;
}
