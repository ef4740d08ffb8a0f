/** What a server takes upon itself. */
export interface ServerLimits {
  /** Largest photo, in bytes of its file. @defaultValue 25 MiB */
  maxBytes: number;
  /** Largest photo, in pixels; read from its header, before it is decoded. @defaultValue 50 million */
  maxPixels: number;
  /** Patches of one photo; what an analysis costs is proportional. @defaultValue 1000 */
  maxPatches: number;
  /**
   * Photos that are in the house at once: arriving, waiting, or in work. So many files and one
   * decoded photo are all that memory is needed for. @defaultValue 8
   */
  places: number;
  /** After so many seconds a photo that has not arrived whole is given up. @defaultValue 30 */
  uploadSeconds: number;
  /** So many seconds after it arrived, a photo that is not done is given up. @defaultValue 60 */
  answerSeconds: number;
  /** What clients that find no place are told to wait, in seconds. @defaultValue 2 */
  retrySeconds: number;
  /** After so many seconds a server that was told to stop does so with photos in work. @defaultValue 90 */
  stopSeconds: number;
}

const defaults: ServerLimits = {
  maxBytes: 25 * 2 ** 20,
  maxPixels: 50e6,
  maxPatches: 1000,
  places: 8,
  uploadSeconds: 30,
  answerSeconds: 60,
  retrySeconds: 2,
  stopSeconds: 90,
};

/**
 * Limits by environment variables: `MAX_BYTES` for `maxBytes`, and so on.
 *
 * @throws RangeError for what is no whole number above 0
 */
export function serverLimits(environment: NodeJS.ProcessEnv): ServerLimits {
  const entries = Object.entries(defaults).map(([name, usual]) => {
    const variable = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    const value = Number(environment[variable] ?? usual);
    if (Number.isSafeInteger(value) && value > 0) return [name, value];
    throw new RangeError(
      `expected ${variable} to be a whole number above 0, got ${environment[variable]}`,
    );
  });
  return Object.fromEntries(entries) as ServerLimits;
}
