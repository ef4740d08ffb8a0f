export type { DenseArray, TypedArray } from './dense-array.ts';
export type { RasterImage } from './raster-image.ts';
