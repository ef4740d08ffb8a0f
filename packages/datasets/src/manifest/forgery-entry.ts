import type { MaskReading } from '../benchmarks/mask-reading.ts';
import type { ManifestRecord } from './parse-manifest.ts';
import { stringField, wordField } from './record-fields.ts';

/** One line of a forgery manifest. */
export interface ForgeryEntry {
  /** Name of the collection. */
  dataset: string;
  id: string;
  /** Where the image is. */
  image: string;
  /** Where the mask is, or null where there is none. */
  mask: string | null;
  label: 'spliced' | 'authentic';
  /** How the mask is read. @defaultValue `plainMask`: white is spliced, of the image's size */
  maskReading?: MaskReading;
}

/**
 * Checks a record of a forgery manifest.
 *
 * @param resolvePath - makes a path of a file name in the manifest
 * @throws TypeError for a field that is missing or of the wrong kind
 */
export function forgeryEntry(
  record: ManifestRecord,
  resolvePath: (file: string) => string,
): ForgeryEntry {
  const { mask } = record;
  return {
    dataset: stringField(record, 'dataset'),
    id: stringField(record, 'id'),
    image: resolvePath(stringField(record, 'image')),
    mask: mask === null ? null : resolvePath(stringField(record, 'mask')),
    label: wordField(record, 'label', ['spliced', 'authentic']),
  };
}
