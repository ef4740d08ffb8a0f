/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Size in bytes; entries are stored, not compressed. */
  readonly size: number;
  readonly crc: number;
  /** Where its own header begins in the archive. */
  readonly headerOffset: number;
}
