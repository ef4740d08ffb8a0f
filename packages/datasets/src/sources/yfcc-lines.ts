/** What is taken of a line of `yfcc100m_dataset`. */
export interface YfccPhoto {
  id: string;
  /** By which the Multimedia Commons name the file, in hexadecimal digits. */
  hash?: string;
  /** The user's identifier. */
  photographer?: string;
  /** Of the original file, such as `jpg`. */
  extension?: string;
  isVideo?: boolean;
}

/** A line of `yfcc100m_exif`. */
export interface YfccExif {
  id: string;
  /** All items, still encoded. */
  field: string;
}

/** Places of fields by their number: today's file; one without line numbers; the first release. */
const LAYOUTS: Readonly<Record<number, { id: number; hash?: number; photographer: number }>> = {
  25: { id: 1, hash: 2, photographer: 3 },
  24: { id: 0, hash: 1, photographer: 2 },
  23: { id: 0, photographer: 1 },
};

/**
 * Reads a line of `yfcc100m_dataset`: 25 fields separated by tabs, which are line number, photo
 * identifier, hash, user identifier, nickname, date taken, date uploaded, capture device, title,
 * description, user tags, machine tags, longitude, latitude, accuracy, page URL, download URL,
 * licence name, licence URL, server, farm, secret, secret of the original, extension of the
 * original, and marker (0 photo, 1 video). The first release had neither line number nor hash.
 *
 * @returns an empty id for a line of another number of fields
 * @see the dataset's README, "Full Description"
 */
export function parseYfccPhoto(line: string): YfccPhoto {
  const fields = line.split('\t');
  const layout = LAYOUTS[fields.length];
  if (!layout) return { id: '' };
  const hash = layout.hash === undefined ? undefined : fields[layout.hash];
  return {
    id: fields[layout.id] ?? '',
    photographer: fields[layout.photographer] ?? '',
    extension: fields.at(-2) ?? '',
    isVideo: fields.at(-1) === '1',
    ...(hash && /^[0-9a-f]+$/.test(hash) ? { hash } : {}),
  };
}
