/** The package has types for its older entry alone. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  const createLibheif: unknown;
  export default createLibheif;
}
