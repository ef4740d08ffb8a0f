/** Where the files of a model folder are read from. */
export interface ModelFiles {
  /** The folder's path or URL, for messages. */
  readonly location: string;
  /**
   * Reads one file whole.
   *
   * @throws ModelFolderError when it cannot be read
   */
  read(file: string, options?: { signal?: AbortSignal }): Promise<Uint8Array>;
}
