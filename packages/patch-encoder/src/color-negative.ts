/**
 * The colour negative that the published evaluator of "EXIF as Language" feeds its network,
 * `(256 − v) mod 256`: a mix-up of floats and bytes that its published figures rest on.
 *
 * @param levels bytes of colour
 * @returns as many new ones
 */
export function colorNegative(levels: Uint8Array): Uint8Array {
  // A byte keeps the remainder of 256 by itself.
  return levels.map((level) => 256 - level);
}
