import type { MetadataStanding, MetadataVerdict } from '@exifclip/models';
import { element } from './element.ts';

/** The EXIF as a sentence, and how well it fits the pixels. */
export function metadataSection({ sentence, fit }: MetadataVerdict): HTMLElement {
  const title = element('h2', { id: 'metadata' }, 'EXIF against pixels');
  const section = element('section', { class: 'metadata', 'aria-labelledby': 'metadata' }, title);
  if (fit === undefined) {
    section.append(
      element(
        'p',
        {},
        'The file names no camera and no settings, so there is nothing to compare with its pixels. Many sites and messengers remove the EXIF; that it is missing says nothing.',
      ),
    );
    return section;
  }
  section.append(
    element('p', { class: 'help' }, 'What the file says about its camera, as the model reads it:'),
    element('blockquote', {}, element('bdi', {}, sentence)),
  );
  if (fit.standing) section.append(...standingParts(fit.standing));
  return section;
}

function standingParts({ percentile, authenticPercentile, rocAuc }: MetadataStanding): Node[] {
  const swapped = percentile.toFixed(0);
  const own = authenticPercentile.toFixed(0);
  return [
    element(
      'p',
      { class: 'percentile' },
      element('strong', {}, `${swapped} %`),
      ` of photos with another photo’s EXIF fit worse than this one does; of photos with their own EXIF, ${own} % do.`,
    ),
    element('meter', {
      min: '0',
      max: '100',
      value: swapped,
      'aria-label': 'Percentile among photos with another photo’s EXIF',
    }),
    element(
      'p',
      { class: 'hint' },
      `${reliability(rocAuc)} On photos unknown to it, the model tells their own EXIF from another photo’s with a ROC AUC of ${rocAuc.toFixed(2)}, where 0.5 is not at all and 1 always. A low percentile may mean that the EXIF was changed, that the pixels were processed since, or that the model does not know the camera.`,
    ),
  ];
}

function reliability(rocAuc: number): string {
  if (rocAuc < 0.7) return 'A faint hint, and no proof of anything.';
  return rocAuc < 0.9 ? 'A hint, and no proof.' : 'A strong hint, and still no proof.';
}
