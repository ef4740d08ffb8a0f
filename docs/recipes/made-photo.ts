import { createRandom, proceduralScene, randomProfile, simulateCamera } from '@exifclip/datasets';
import { encodePng, type RasterImage } from '@exifclip/image';
import sharp from 'sharp';

/** A photo by a simulated camera, for recipes that need one. */
export async function madePhoto(width = 384, height = 288): Promise<RasterImage> {
  const random = createRandom('recipes', 1);
  return simulateCamera(proceduralScene(width, height, random), randomProfile(random), { random });
}

/** The file of such a photo, with EXIF. */
export async function madeFile(): Promise<Uint8Array<ArrayBuffer>> {
  const png = await encodePng(await madePhoto());
  const jpeg = sharp(png)
    .withExif({ IFD0: { Make: 'Canon', Model: 'Canon EOS 350D' } })
    .jpeg({ quality: 90 });
  return new Uint8Array(await jpeg.toBuffer());
}
