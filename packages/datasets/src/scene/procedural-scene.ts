import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import type { Random } from '../random/random.ts';
import { paintBuildings } from './paint-buildings.ts';
import { paintFoliage } from './paint-foliage.ts';
import { paintGround } from './paint-ground.ts';
import { paintSign } from './paint-sign.ts';
import { paintSky } from './paint-sky.ts';

/**
 * A made-up outdoor scene: sky with clouds, hills, buildings with windows, a printed sign, and
 * leaves in front: smooth and rough, straight and curved, at every scale, and free of the traces
 * of any camera.
 *
 * @throws RangeError unless both sides are whole numbers of at least 1
 */
export function proceduralScene(width: number, height: number, random: Random): RasterImage {
  const image = blankImage(width, height);
  const horizon = height * random.uniform(0.3, 0.65);
  paintSky(image, random);
  paintGround(image, horizon, random);
  paintBuildings(image, horizon, random);
  paintSign(image, horizon, random);
  paintFoliage(image, random);
  return image;
}
