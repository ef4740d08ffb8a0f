/** Bytes that are read in parts: a file, a Blob, or an array. */
export interface ByteSource {
  /** What it is called in errors. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /**
   * Reads `begin`…`end` − 1, within 0…`size`.
   *
   * @returns a copy that owns its buffer
   */
  read(begin: number, end: number, options?: ReadOptions): Promise<Uint8Array<ArrayBuffer>>;
}

export interface ReadOptions {
  /** Stops reading. */
  signal?: AbortSignal;
}
