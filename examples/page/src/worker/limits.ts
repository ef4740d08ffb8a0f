/**
 * Largest photo that is decoded, in pixels. Decoding takes some 15 bytes a pixel for a moment, and
 * browsers end a page that takes a few gigabytes.
 */
export const MOST_PIXELS = 100_000_000;

/** Largest file that is read, in bytes. */
export const MOST_BYTES = 300_000_000;
