import { selectTags } from '../tags/select-tags.ts';
import { asBytes } from './as-bytes.ts';
import { meteredView } from './metered-view.ts';
import { readRawExif } from './read-raw-exif.ts';

/** Orientation of an image by the Exif standard: how its stored rows and columns lie. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * The EXIF orientation, 1 (upright) when it is absent or outside 1…8. HEIC and AVIF decoders turn
 * the picture by the file's own boxes; this value is then not to be applied again.
 *
 * @throws TypeError when `input` is not bytes
 */
export function readOrientation(input: Uint8Array | ArrayBuffer): Orientation {
  const tags = selectTags({ names: ['Orientation'] });
  const [value] = readRawExif(meteredView(asBytes(input)), tags).values();
  const code = typeof value === 'object' ? value[0] : undefined;
  return isOrientation(code) ? code : 1;
}

function isOrientation(code: number | undefined): code is Orientation {
  return code !== undefined && Number.isInteger(code) && code >= 1 && code <= 8;
}
