import { expect, it } from 'vitest';
import {
  blendImages,
  colorizeMap,
  decodeImage,
  encodePng,
  type RasterImage,
  resizeMap,
  shrinkToFit,
} from './index.ts';

it('the example of the README runs', async () => {
  const photo: RasterImage = {
    data: new Uint8Array(40 * 30 * 3).fill(100),
    width: 40,
    height: 30,
    channels: 3,
  };
  const bytes = await encodePng(photo);

  // #region
  const image = shrinkToFit(await decodeImage(bytes, { name: 'photo.jpg' }), 2048);
  const heatmap = { data: Float32Array.of(0.1, 0.2, 0.1, 0.9), shape: [2, 2] };
  const overlay = colorizeMap(resizeMap(heatmap, image.height, image.width));
  const png = await encodePng(blendImages(image, overlay, 0.5));
  // #endregion

  const picture = await decodeImage(png);
  expect([picture.width, picture.height]).toEqual([40, 30]);
  // Half of grey 100, half of the colour of 0.9, which is the warmest here.
  expect(picture.data.at(-3)).toBeGreaterThan(picture.data[0]! + 50);
});
