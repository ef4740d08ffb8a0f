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

export interface OpenModelOptions {
  /** How models on the Hugging Face hub are reached. */
  hub?: HubOptions;
}

/** How models on the Hugging Face hub are reached. */
export interface HubOptions {
  /** Told of every part of a file that is fetched, in bytes; files in the cache are not fetched. */
  onProgress?: (file: string, done: number, total: number) => void;
  /** Where files are kept. @defaultValue the cache of all Hugging Face's tools (`HF_HOME`) */
  cacheDir?: string;
  /** Another server of the hub's kind. @defaultValue `HF_ENDPOINT` in the environment, or the hub */
  endpoint?: string;
  /** For models that are not public. @defaultValue `HF_TOKEN` in the environment */
  accessToken?: string;
}
