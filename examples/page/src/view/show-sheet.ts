import { openViewer } from '@exifclip/splice/report';
import type { Examination, Sheet } from '../engine/examination.ts';
import { byId } from './by-id.ts';
import { element } from './element.ts';
import { metadataSection } from './metadata-section.ts';

/** Addresses of the blobs that are shown; they hold memory until they are revoked. */
let addresses: string[] = [];

/**
 * Shows what was found in a photo, in place of what was shown before.
 *
 * @param isWanted - asked once all is read: another photo may have been chosen meanwhile
 */
export async function showSheet(
  name: string,
  examination: Examination,
  isWanted: () => boolean,
): Promise<void> {
  const sheet = JSON.parse(await examination.sheet.text()) as Sheet;
  if (!isWanted()) return;
  clearSheet();
  const title = element('h2', { id: 'sheet-title', tabindex: '-1' }, element('bdi', {}, name));
  const look = fromMarkup(sheet.stage);
  look.querySelector('img')!.src = addressOf(examination.photo);
  byId('sheet').replaceChildren(
    element('header', {}, title, downloads(name, examination)),
    fromMarkup(sheet.result),
    look,
    metadataSection(sheet.verdict),
    element('div', { class: 'meaning' }, fromMarkup(sheet.meaning)),
    fold('All camera tags', fromMarkup(sheet.exif)),
    fold('How it was made', fromMarkup(sheet.origin)),
  );
  byId('sheet').hidden = false;
  openViewer(document, sheet.data);
}

/** Takes away what is shown, and lets go of its memory. */
export function clearSheet(): void {
  for (const address of addresses) URL.revokeObjectURL(address);
  addresses = [];
  byId('sheet').replaceChildren();
  byId('sheet').hidden = true;
}

function addressOf(blob: Blob): string {
  const address = URL.createObjectURL(blob);
  addresses.push(address);
  return address;
}

/** Sections come from `reportSections`, which escapes every text. */
function fromMarkup(markup: string): HTMLElement {
  const template = element('template');
  template.innerHTML = markup;
  return template.content.firstElementChild as HTMLElement;
}

function downloads(name: string, { page, document: json }: Examination): HTMLElement {
  const stem = name.replace(/\.[^.]*$/, '');
  const link = (blob: Blob, kind: string, label: string) =>
    element(
      'a',
      { class: 'button', href: addressOf(blob), download: `${stem}.report.${kind}` },
      label,
    );
  return element(
    'p',
    { class: 'downloads' },
    link(page, 'html', 'Save report (HTML)'),
    link(json, 'json', 'Save data (JSON)'),
  );
}

function fold(label: string, content: HTMLElement): HTMLElement {
  return element('details', {}, element('summary', {}, label), content);
}
