import {
  applyStep,
  type CameraProfile,
  createRandom,
  proceduralScene,
  simulateCamera,
} from '@exifclip/datasets';
import type { DenseArray, RasterImage } from '@exifclip/image';
import { gridForBudget, type PatchGrid } from '@exifclip/patch-encoder';
import { mapToImage } from '../src/cells/map-to-image.ts';
import { permutedAveragePrecision } from '../src/metrics/permuted-average-precision.ts';

/** A camera without faults that saves without loss; the tests change one thing about it. */
const plainCamera: CameraProfile = {
  bayerPhase: 0,
  blurSigma: 0.5,
  shotNoise: 1e-4,
  readNoise: 0.002,
  whiteBalance: { red: 1.8, blue: 1.5 },
  demosaic: 'bilinear',
  denoise: { kind: 'none' },
  saturation: 1,
  toneCurve: { gamma: 2.2, contrast: 0.2 },
  sharpen: { amount: 0, radius: 1 },
  jpegQuality: null,
  chromaSubsampling: '4:2:0',
};

/** 640 by 480 pixels of painted scenery, photographed; the same scene for the same seed. */
export function madePhoto(seed: number, camera: Partial<CameraProfile> = {}): Promise<RasterImage> {
  const scene = proceduralScene(640, 480, createRandom('made forgery', seed));
  const random = createRandom('noise', seed, JSON.stringify(camera));
  return simulateCamera(scene, { ...plainCamera, ...camera }, { random });
}

/** Where the tests paste, in pixels; not on a multiple of 8. */
const pasted = { left: 299, top: 147, width: 190, height: 170 };

/** The host with a rectangle of the donor, taken from `shift` pixels further right and down. */
export function paste(host: RasterImage, donor: RasterImage, shift = 0): RasterImage {
  const data = host.data.slice();
  for (let y = pasted.top; y < pasted.top + pasted.height; y++) {
    const from = ((y + shift) * donor.width + pasted.left + shift) * 3;
    data.set(
      donor.data.subarray(from, from + pasted.width * 3),
      (y * host.width + pasted.left) * 3,
    );
  }
  return { ...host, data };
}

/** The grid on which the tests measure. */
export function madeGrid({ width, height }: RasterImage): PatchGrid {
  return gridForBudget(width, height, { patchSize: 64, maxPatches: 1000 });
}

/** Average precision of a map of cells on the pixels of the pasted rectangle, inverted if better. */
export function madePrecision(map: DenseArray, grid: PatchGrid): number {
  const { data, shape } = mapToImage(map, grid);
  const width = shape[1]!;
  const truth = Uint8Array.from(data, (_, i) => {
    const x = (i % width) - pasted.left;
    const y = Math.floor(i / width) - pasted.top;
    return x >= 0 && y >= 0 && x < pasted.width && y < pasted.height ? 1 : 0;
  });
  return permutedAveragePrecision(data, truth)!;
}

/** An image without any trace. */
export function flatImage(width: number, height: number): RasterImage {
  return { data: new Uint8Array(width * height * 3).fill(90), width, height, channels: 3 };
}

/** Saves as JPEG and opens again, the blocks at the upper left corner. */
export function saveJpeg(image: RasterImage, quality: number): Promise<RasterImage> {
  return applyStep(image, { kind: 'jpeg', quality, chromaSubsampling: '4:2:0' });
}
