/** A file that is read in parts: of the disk, of a server that answers to ranges, of an archive. */
export interface ByteSource {
  /** Length of the whole file in bytes. */
  size: number;
  /** The bytes `start` … `end` − 1; fewer only where the file is shorter than it said. */
  read(start: number, end: number): Promise<Uint8Array>;
}
