import type { Layer } from './page-maps.ts';

/** How a layer's colours are to be read. */
export interface LayerScale {
  /** What lies over the photo. */
  name: string;
  /** What the first, the middle and the last colour say; none for a picture without a scale. */
  ticks: readonly [low: string, middle: string, high: string] | undefined;
}

/** The scales of the layers, in words. */
export const LAYER_SCALES: Readonly<Record<Layer, LayerScale>> = {
  heatmap: {
    name: 'Heatmap: how far each place stands out from the rest',
    ticks: ['0 like the rest', '0.5', '1 unlike it'],
  },
  consistency: {
    name: 'Consistency: how alike the traces of each place and of the chosen patch are',
    ticks: ['0 or less: unlike', '0.5', '1 alike'],
  },
  pca: {
    name: 'PCA picture: places of like colour carry like traces; the colours mean nothing else',
    ticks: undefined,
  },
  component: {
    name: 'First component of the traces: places of like shade are alike; neither end is suspect',
    ticks: ['one end', 'middle', 'other end'],
  },
};
