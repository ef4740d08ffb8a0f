/**
 * Stands in for the decoder of HEIC, which is larger than all of the page's own code. A module
 * without a default export counts as a decoder that is not installed.
 */
export const noHeic = true;
