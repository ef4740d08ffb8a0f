/** What is spent on one input that comes over the network. */
export interface FetchLimits {
  /** Bytes of an input; larger ones fail. @defaultValue 268435456, 256 MiB */
  maxBytes?: number;
  /** Seconds that a download may take. @defaultValue 60 */
  timeout?: number;
  /** How often it is tried while its server cannot be reached or is busy. @defaultValue 4 */
  tries?: number;
}

/** The limits where nobody sets others. */
export const defaultFetchLimits: Required<FetchLimits> = {
  maxBytes: 256 * 2 ** 20,
  timeout: 60,
  tries: 4,
};
