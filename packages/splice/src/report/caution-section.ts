import type { SpliceReport } from '../detector/splice-report.ts';
import { type SafeHtml, safeHtml } from './safe-html.ts';
import { scoreMeaning } from './score-meaning.ts';

/** What the score means, and what it does not. */
export function cautionSection({
  method,
  probability,
}: Pick<SpliceReport, 'method' | 'probability'>): SafeHtml {
  return safeHtml`<section aria-labelledby="meaning">
<h2 id="meaning">What the score means</h2>
<p>Every camera, and every program that saves a photo, leaves traces in its pixels. A model that learned them from photos and their EXIF compares the patches of this image with each other. Patches that disagree with the rest may come from another photo.</p>
<p>${scoreMeaning(method)}</p>
<p>${
    probability === undefined
      ? 'The model has no calibration for this method, so the score has no scale: compare it only with scores of the same method and model.'
      : 'The probability is that score by the model’s calibration, which was fitted on authentic photos and on splices made of them. At 0.5, about one authentic photo in twenty is called spliced. Other kinds of images may fare worse.'
  }</p>
<h2>What it does not mean</h2>
<ul>
<li>It must not be the only ground for a decision about a person: it proves nothing by itself.</li>
<li>Parts of an authentic photo may differ: empty sky, blown highlights, strong defocus, text or a logo laid over it.</li>
<li>It does not see what was copied within the photo, nor images that were made or changed as a whole, nor pastes smaller than a few patches; and strong recompression or shrinking wipes the traces out.</li>
<li>A low score does not say that the photo is authentic.</li>
</ul>
</section>`;
}
