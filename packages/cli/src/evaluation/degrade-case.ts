import { applyStep, createRandom, readMask } from '@exifclip/datasets';
import type { DenseArray, RasterImage } from '@exifclip/image';
import { type Degradation, degradationName, degradationStep } from './degradation.ts';
import type { LoadedCase } from './evaluation-case.ts';

/** An image made worse, and its mask to fit; noise is the same for the same id. */
export async function degradeCase(
  { image, mask }: LoadedCase,
  degradation: Degradation,
  id: string,
): Promise<LoadedCase> {
  const random = createRandom('robustness', id, degradationName(degradation));
  const worse = await applyStep(image, degradationStep(degradation), { random });
  return mask === undefined ? { image: worse } : { image: worse, mask: fitted(mask, worse) };
}

function fitted(mask: DenseArray<Uint8Array>, image: RasterImage): DenseArray<Uint8Array> {
  const [height, width] = mask.shape as [number, number];
  if (height === image.height && width === image.width) return mask;
  const data = new Uint8Array(mask.data.length * 3);
  for (const [i, spliced] of mask.data.entries()) data.fill(spliced * 255, i * 3, i * 3 + 3);
  return readMask({ data, width, height, channels: 3 }, image, {
    spliced: 'white',
    stretch: true,
  });
}
