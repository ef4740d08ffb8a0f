import type { ManifestRecord } from './parse-manifest.ts';
import {
  booleanField,
  numberField,
  objectField,
  objectsField,
  stringField,
  wordField,
} from './record-fields.ts';

/** A lossless cut of a photo. */
export interface PhotoCrop {
  /** Where the file is. */
  path: string;
  /** How the place was chosen: `central` or `textured`. */
  kind: string;
  /** Upper left corner in the photo, in pixels. */
  x: number;
  y: number;
}

/** One line of a photo manifest. */
export interface PhotoEntry {
  id: string;
  /** Photos of one source are all in one split. */
  split: 'train' | 'val';
  source: string;
  make: string;
  model: string;
  /** Size of the whole photo in pixels. */
  width: number;
  height: number;
  /** Whether the file is as the camera wrote it. */
  pristine: boolean;
  /** Whether it shows the colour chart that many cameras photographed. */
  colourChart: boolean;
  lowTexture: boolean;
  /** How the photo was saved. */
  jpeg: { quality: number; standardTables: boolean; sampling: string; tables: string };
  /** As exiftool prints it. */
  exif: Readonly<Record<string, string | number>>;
  crops: readonly PhotoCrop[];
}

/**
 * Checks a record of a photo manifest.
 *
 * @param resolvePath - makes a path of a file name in the manifest
 * @throws TypeError for a field that is missing or of the wrong kind
 */
export function photoEntry(
  record: ManifestRecord,
  resolvePath: (file: string) => string,
): PhotoEntry {
  const jpeg = objectField(record, 'jpeg');
  return {
    id: stringField(record, 'id'),
    split: wordField(record, 'split', ['train', 'val']),
    source: stringField(record, 'source'),
    make: stringField(record, 'make'),
    model: stringField(record, 'model'),
    width: numberField(record, 'width'),
    height: numberField(record, 'height'),
    pristine: booleanField(record, 'pristine'),
    colourChart: booleanField(record, 'colourChart'),
    lowTexture: booleanField(record, 'lowTexture'),
    jpeg: {
      quality: numberField(jpeg, 'quality'),
      standardTables: booleanField(jpeg, 'standardTables'),
      sampling: stringField(jpeg, 'sampling'),
      tables: stringField(jpeg, 'tables'),
    },
    exif: exifField(record),
    crops: objectsField(record, 'crops').map((crop) => ({
      path: resolvePath(stringField(crop, 'file')),
      kind: stringField(crop, 'kind'),
      x: numberField(crop, 'x'),
      y: numberField(crop, 'y'),
    })),
  };
}

function exifField(record: ManifestRecord): Record<string, string | number> {
  const exif = objectField(record, 'exif');
  return Object.fromEntries(
    Object.entries(exif).map(([name, value]) => {
      if (typeof value === 'string' || typeof value === 'number') return [name, value];
      throw new TypeError(
        `expected "exif.${name}" to be a string or a number, got ${JSON.stringify(value)}`,
      );
    }),
  );
}
