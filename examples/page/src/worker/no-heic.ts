// Stands in for the decoder of HEIC, which is larger than all of the page's own code. Without a
// default export it counts as not installed.
export {};
