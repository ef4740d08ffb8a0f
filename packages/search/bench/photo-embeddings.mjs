// Embeddings of patches of simulated photos: made-up scenes, random cameras, random processing
// chains, and the bundled model.
import {
  applyChain,
  createRandom,
  proceduralScene,
  randomChain,
  randomProfile,
  simulateCamera,
} from '@exifclip/datasets';
import { loadModel } from '@exifclip/models';
import { encodeGrid, gridForBudget } from '@exifclip/patch-encoder';

const side = 192;

/**
 * @param {{ photos: number, patches: number, seed: number, onProgress: (done: number) => void }} options
 * @returns {Promise<{ data: Float32Array, dim: number }>}  `[photos, patches, dim]`
 */
export async function photoEmbeddings({ photos, patches, seed, onProgress }) {
  const model = await loadModel();
  const encoder = await model.patchEncoder({ threads: 1 });
  const { dim, patchSize } = encoder;
  const data = new Float32Array(photos * patches * dim);
  for (let photo = 0; photo < photos; photo++) {
    const image = await simulatedPhoto(createRandom(seed, 'photo', photo));
    const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches: patches });
    const { data: rows } = await encodeGrid(encoder, image, grid);
    const all = rows.length / dim;
    for (let i = 0; i < patches; i++) {
      const row = Math.floor((i * all) / patches);
      data.set(rows.subarray(row * dim, (row + 1) * dim), (photo * patches + i) * dim);
    }
    onProgress(photo + 1);
  }
  await encoder.dispose();
  return { data, dim };
}

async function simulatedPhoto(random) {
  const scene = proceduralScene(side, side, random);
  const photo = await simulateCamera(scene, randomProfile(random), { random });
  return applyChain(photo, randomChain(random, { resizeRange: [0.7, 1.5] }), { random });
}
