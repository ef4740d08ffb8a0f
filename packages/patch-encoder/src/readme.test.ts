import { encodeGrid, gridForBudget, type PatchEncoder } from '@exifclip/patch-encoder';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../test/readme-regions.ts';

/** Embeds a patch as its first pixel, scaled to unit length. */
const encoder: PatchEncoder = {
  id: 'first-pixel',
  dim: 3,
  patchSize: 64,
  encode: async ({ data, shape }) => {
    const rows = Array.from({ length: shape[0]! }, (_, i) => [
      ...data.subarray(i * 64 * 64 * 3, i * 64 * 64 * 3 + 3),
    ]);
    const unit = rows.map((row) => row.map((v) => v / Math.hypot(...row)));
    return { data: Float32Array.from(unit.flat()), shape: [shape[0]!, 3] };
  },
  dispose: async () => {},
};

test('the example of the README runs as it stands there', async () => {
  const image = {
    data: new Uint8Array(320 * 256 * 3).fill(100),
    width: 320,
    height: 256,
    channels: 3,
  } as const;
  const logged: unknown[] = [];
  const console = { log: (value: unknown) => logged.push(value) };
  // #region
  const { patchSize } = encoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches: 1000 });
  const embeddings = await encodeGrid(encoder, image, grid);
  console.log(embeddings.shape); // [rows, columns, encoder.dim]
  // #endregion
  expect(logged).toEqual([[25, 33, 3]]);
  const { readme, regions } = readmeRegions(import.meta.url, '../README.md');
  expect(readme).toContain(regions[0]);
});
