// The photo of the bench: what a simulated camera makes of a scene, laid out in mirrored tiles to
// the size that is asked for, every sample with fresh noise, a part from another camera pasted in,
// saved as JPEG. No two tiles are alike, and none is empty.
import {
  createRandom,
  proceduralScene,
  randomProfile,
  simulateCamera,
} from '../../datasets/dist/index.js';
import { encodeJpeg } from '../../image/dist/index.js';

const tile = { width: 1024, height: 768 };

/** The bytes of a JPEG of so many megapixels, 4 : 3. */
export async function makePhoto(megapixels) {
  const width = Math.round(Math.sqrt((megapixels * 1e6 * 4) / 3));
  const height = Math.round((width * 3) / 4);
  const [host, donor] = [await takePhoto('host'), await takePhoto('donor')];
  const data = new Uint8Array(width * height * 3);
  let state = 1;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isPasted = x > 0.3 * width && x < 0.55 * width && y > 0.4 * height && y < 0.7 * height;
      const from = (mirrored(y, tile.height) * tile.width + mirrored(x, tile.width)) * 3;
      for (let c = 0; c < 3; c++, to++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const level = (isPasted ? donor : host).data[from + c] + (state >>> 30) - 1;
        data[to] = Math.min(255, Math.max(0, level));
      }
    }
  }
  return encodeJpeg({ data, width, height, channels: 3 }, { quality: 92 });
}

async function takePhoto(name) {
  const random = createRandom('bench', name);
  const scene = proceduralScene(tile.width, tile.height, random);
  return simulateCamera(scene, { ...randomProfile(random), jpegQuality: null }, { random });
}

function mirrored(position, size) {
  const within = position % (2 * size);
  return within < size ? within : 2 * size - 1 - within;
}
