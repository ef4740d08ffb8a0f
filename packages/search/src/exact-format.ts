/** What the safetensors file of an exact index says that it is. */
export const exactFormat = 'exifclip-search-exact';
