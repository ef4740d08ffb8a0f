import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { regularGrid } from '../test/patch-grid.ts';
import { texturedImage } from '../test/textured-image.ts';
import { twoCameras } from '../test/two-cameras.ts';
import { mapToImage } from './cells/map-to-image.ts';
import { localize } from './localize.ts';
import { correlatedChance } from './metrics/correlated-chance.ts';
import { mapMetrics } from './metrics/map-metrics.ts';
import { compressionTraces } from './traces/compression-traces.ts';

const grid = regularGrid(384, 288, 16, 16);
const { embeddings, truth } = twoCameras({ rows: 18, cols: 24, dim: 12, contrast: 3 });
const image = texturedImage(384, 288);
const mask = {
  data: Uint8Array.from({ length: 288 * 384 }, (_, i) => {
    const [y, x] = [Math.floor(i / 384), i % 384];
    return truth[Math.floor(y / 16) * 24 + Math.floor(x / 16)] ? 255 : 0;
  }),
  shape: [288, 384],
};

test('the example of the README runs', () => {
  // #region readme
  const traces = compressionTraces(image, grid); // of JPEG; without them, embeddings alone are clustered
  const found = localize(embeddings, grid, { traces }); // embeddings: [rows, cols, dim] of the grid's patches
  const heatmap = mapToImage(found.heatmap, grid); // [height, width], 0…1, high = inconsistent
  const { permuted } = mapMetrics(heatmap.data, mask.data); // against a true mask, 255 = spliced
  const chance = correlatedChance(grid, mask); // what a map that knows nothing scores for free
  // #endregion readme
  expect(permuted.averagePrecision).toBeGreaterThan(0.9);
  expect(chance!.averagePrecision).toBeLessThan(0.4);
});

test('the example of the README is the one that runs', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  const region = /#region readme\n([\s\S]*?)\n *\/\/ #endregion/.exec(source)![1]!;
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region.replaceAll(/^ {2}/gm, ''));
});
