/** One tag, its name as the Exif standard spells it and its value in the canonical rendering. */
export interface ExifTag {
  name: string;
  value: string;
}

/** Tags in order; the same whoever read them, a decoder or exiftool. */
export type ExifTags = ReadonlyArray<ExifTag>;
