import {
  applyChain,
  createRandom,
  type Random,
  randomChain,
  type TrainingPhoto,
} from '@exifclip/datasets';
import { cropImage, type DenseArray, type RasterImage } from '@exifclip/image';
import type { PatchEncoder } from '@exifclip/patch-encoder';

/** Embeddings of patches of authentic photos, and which photo each is from. */
export interface PhotoEmbeddings {
  /** [patches, dim] */
  embeddings: DenseArray<Float32Array>;
  photoIndex: Int32Array;
}

export interface PhotoEmbeddingsOptions {
  /** Patches from each crop of a photo. */
  patchesPerCrop: number;
  /** How often each photo is processed; each time it counts as another one. @defaultValue 1 */
  chainsPerPhoto?: number;
  seed: number;
  /** Told of every photo. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Embeds patches of every photo as the camera left it and after a processing chain or more. A
 * processed photo counts as another one, for whoever processed it is another "camera".
 */
export async function photoEmbeddings(
  encoder: PatchEncoder,
  photos: readonly TrainingPhoto[],
  { patchesPerCrop, chainsPerPhoto = 1, seed, onProgress, signal }: PhotoEmbeddingsOptions,
): Promise<PhotoEmbeddings> {
  const parts: Float32Array[] = [];
  const index: number[] = [];
  for (const [i, photo] of photos.entries()) {
    signal?.throwIfAborted();
    const random = createRandom(seed, 'whitening', photo.id);
    const versions = await photoVersions(photo, chainsPerPhoto, random);
    for (const [version, images] of versions.entries()) {
      const patches = images.flatMap((image) =>
        randomPatches(image, encoder.patchSize, patchesPerCrop, random),
      );
      const { data } = await encoder.encode(stack(patches, encoder.patchSize));
      parts.push(data);
      for (let k = 0; k < patches.length; k++) index.push(versions.length * i + version);
    }
    onProgress?.(i + 1, photos.length);
  }
  return {
    embeddings: { data: concat(parts), shape: [index.length, encoder.dim] },
    photoIndex: Int32Array.from(index),
  };
}

/** The crops of a photo, as they are and after each of some chains. */
async function photoVersions(
  photo: TrainingPhoto,
  chains: number,
  random: Random,
): Promise<(readonly RasterImage[])[]> {
  const crops = await photo.crops();
  const versions: (readonly RasterImage[])[] = [crops];
  for (let i = 0; i < chains; i++) {
    const chain = randomChain(random, { emptyShare: 0 });
    versions.push(await Promise.all(crops.map((crop) => applyChain(crop, chain, { random }))));
  }
  return versions;
}

/** Offsets are multiples of 8, as on the detector's grid: all patches see one JPEG phase. */
const phase = 8;

function randomPatches(
  image: RasterImage,
  side: number,
  count: number,
  random: Random,
): RasterImage[] {
  const rows = Math.floor((image.height - side) / phase) + 1;
  const columns = Math.floor((image.width - side) / phase) + 1;
  if (rows < 1 || columns < 1) return [];
  return Array.from({ length: count }, () =>
    cropImage(image, {
      x: phase * random.integer(columns),
      y: phase * random.integer(rows),
      width: side,
      height: side,
    }),
  );
}

function stack(patches: readonly RasterImage[], side: number): DenseArray<Uint8Array> {
  const size = side * side * 3;
  const data = new Uint8Array(patches.length * size);
  patches.forEach((patch, i) => {
    data.set(patch.data, i * size);
  });
  return { data, shape: [patches.length, side, side, 3] };
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const data = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    data.set(part, offset);
    offset += part.length;
  }
  return data;
}
