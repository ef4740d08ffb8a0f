import type { PageData } from '../page-data.ts';
import { bytesFromBase64 } from './bytes-from-base64.ts';
import { type CellVectors, cellVectors } from './consistency-levels.ts';

/** What lies over the photo; the names are the values of the page's radio buttons. */
export type Layer = 'heatmap' | 'consistency' | 'pca' | 'component';

/** The data of a page, ready to be drawn. */
export interface PageMaps {
  data: PageData;
  heatmap: Uint8Array;
  mask: Uint8Array;
  pca: Uint8Array;
  vectors: CellVectors;
  colors: Record<'heatmap' | 'consistency' | 'component', Uint8Array>;
}

/** Unpacks the data of a page. */
export function readPageMaps(data: PageData): PageMaps {
  const { maps, consistency, colors } = data;
  return {
    data,
    heatmap: bytesFromBase64(maps.heatmap),
    mask: bytesFromBase64(maps.mask),
    pca: bytesFromBase64(maps.pca),
    vectors: cellVectors(consistency, bytesFromBase64(consistency.cells)),
    colors: {
      heatmap: bytesFromBase64(colors.heatmap),
      consistency: bytesFromBase64(colors.consistency),
      component: bytesFromBase64(colors.firstComponent),
    },
  };
}
