import { consistencyLevels } from './consistency-levels.ts';
import type { CellPicture } from './draw-cells.ts';
import type { Layer, PageMaps } from './page-maps.ts';

/** What a layer draws. @param chosen - the cell whose consistency is shown */
export function layerPicture(layer: Layer, maps: PageMaps, chosen: number): CellPicture {
  const { data, heatmap, pca, vectors, colors } = maps;
  const bytes = { range: [0, 255], channels: 1, cells: data.maps } as const;
  switch (layer) {
    case 'heatmap':
      return { ...bytes, values: heatmap, colors: colors.heatmap };
    case 'consistency':
      return {
        values: consistencyLevels(vectors, chosen),
        channels: 1,
        colors: colors.consistency,
        range: [0, 1],
        cells: data.consistency,
      };
    case 'pca':
      return { ...bytes, values: pca, channels: 3, colors: colors.component };
    case 'component': {
      const first = Uint8Array.from({ length: pca.length / 3 }, (_, i) => pca[i * 3]!);
      return { ...bytes, values: first, colors: colors.component };
    }
  }
}
