import { loadModel } from '@exifclip/models';
import { encodeGrid, patchGrid } from '@exifclip/patch-encoder';
import { localize, mapToImage } from '@exifclip/splice';
import { expect, test } from 'vitest';
import { madePhoto } from './made-photo.ts';

test('the published pipeline runs with any model folder', async () => {
  const image = await madePhoto();
  const folder = 'base';
  // #region published
  const model = await loadModel(folder); // of `exifclip convert`
  const encoder = await model.patchEncoder();
  const { patchSize } = encoder;
  const longSide = Math.max(image.width, image.height);
  const stride = Math.floor((longSide - patchSize) / 30); // 30 patches along the long side
  const grid = patchGrid(image.width, image.height, { patchSize, stride });
  const embeddings = await encodeGrid(encoder, image, grid, { negative: true });
  const { heatmap, meanResponse } = localize(embeddings, grid, {
    method: 'mean-shift',
    denominatorEpsilon: 1e-4, // what the published code adds to the number of votes
  });
  const map = mapToImage(heatmap, grid);
  await encoder.dispose();
  // #endregion published
  expect(map.shape).toEqual([image.height, image.width]);
  expect(meanResponse).toBeGreaterThan(0);
});
