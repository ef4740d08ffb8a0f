/** Where an input's bytes lie; plain data, so that it can be sent to a worker or a queue. */
export interface InputPlace {
  /** What the input is called in the table: its path, or `archive.tar!/a/b.jpg`. */
  readonly path: string;
  /** The archive that it is in, if it is in one; offset and size in bytes. */
  readonly member?: { readonly archive: string; readonly offset: number; readonly size: number };
}
