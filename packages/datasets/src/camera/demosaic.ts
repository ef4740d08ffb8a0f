import type { DemosaicMethod } from './camera-profile.ts';
import { demosaicBilinear } from './demosaic-bilinear.ts';
import { demosaicEdgeDirected } from './demosaic-edge-directed.ts';
import { demosaicMalvar } from './demosaic-malvar.ts';
import { demosaicSmoothHue } from './demosaic-smooth-hue.ts';
import type { Mosaic } from './mosaic.ts';

/**
 * Full colour from a mosaic; the colour that a pixel saw is kept as it is.
 *
 * @returns interleaved RGB, `height * width * 3`
 */
export function demosaic(mosaic: Mosaic, method: DemosaicMethod): Float32Array {
  return METHODS[method](mosaic);
}

const METHODS: Readonly<Record<DemosaicMethod, (mosaic: Mosaic) => Float32Array>> = {
  bilinear: demosaicBilinear,
  malvar: demosaicMalvar,
  'edge-directed': demosaicEdgeDirected,
  'smooth-hue': demosaicSmoothHue,
};
