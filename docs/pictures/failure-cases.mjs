// A forgery that is found, and pictures on which the model fails, each with the reason.

import {
  applyChain,
  createRandom,
  proceduralScene,
  resizeImage,
  simulateCamera,
  spliceImages,
} from '@exifclip/datasets';
import { cropImage } from '@exifclip/image';
import { donorCamera, hostCamera } from '../../packages/cli/dist/demo-cameras.js';
import { maskPicture } from './panels.mjs';

const WIDTH = 960;
const HEIGHT = 640;

/**
 * @typedef {object} FailureCase
 * @property {string} id  name of its picture
 * @property {string} title
 * @property {string} why
 * @property {() => Promise<{ image: RasterImage, mask?: DenseArray<Uint8Array> }>} make
 *
 * @typedef {import('@exifclip/image').RasterImage} RasterImage
 * @typedef {import('@exifclip/image').DenseArray} DenseArray
 */

/** @type {readonly FailureCase[]} */
export const failureCases = [
  {
    id: 'found',
    title: 'For comparison: as it came from the editor',
    why: 'Two simulated cameras, an eighth of the picture pasted, saved without loss. The traces of both cameras are all there.',
    make: () => forgery(0.12),
  },
  {
    id: 'recompressed',
    title: 'Recompressed',
    why: 'The same forgery, saved as JPEG at quality 20. Rounding takes the fine structure of both cameras away, and what is left is the last compression, which is the same everywhere.',
    make: () => edited(0.12, [{ kind: 'jpeg', quality: 20, chromaSubsampling: '4:2:0' }]),
  },
  {
    id: 'shrunk',
    title: 'Shrunk',
    why: 'The same forgery at two fifths of its size, as a web page would show it, then JPEG at quality 75. Averaging neighbours destroys the colour filter’s pattern and most of the noise.',
    make: () =>
      edited(
        0.12,
        [
          { kind: 'resize', factor: 0.4, kernel: 'lanczos3' },
          { kind: 'jpeg', quality: 75, chromaSubsampling: '4:2:0' },
        ],
        0.4,
      ),
  },
  {
    id: 'small',
    title: 'Small',
    why: 'A paste of a two-hundredth of the picture, some 55 pixels across: no patch of 64 pixels lies within it.',
    make: () => forgery(0.005),
  },
  {
    id: 'copied',
    title: 'Copied within the photo',
    why: 'A part of the same photo, moved by multiples of 16 pixels. One camera, one compression, one phase: there is nothing to disagree about, and what the map shows has to do with the scene.',
    make: copied,
  },
  {
    id: 'authentic',
    title: 'Authentic',
    why: 'Nothing was pasted. Sky, walls, a sign and leaves carry different amounts of fine structure, and what differs most from the rest lights up: a map always shows something.',
    make: async () => ({ image: await photo('sky', hostCamera, { sky: true }) }),
  },
];

async function forgery(areaShare) {
  const host = await photo('host', hostCamera);
  const donor = await photo('donor', donorCamera);
  return spliceImages(host, donor, { random: random('region'), areaShare });
}

async function edited(areaShare, chain, factor = 1) {
  const { image, mask } = await forgery(areaShare);
  const finished = await applyChain(image, chain, { random: random('chain') });
  return { image: finished, mask: factor === 1 ? mask : shrunkMask(mask, factor) };
}

async function copied() {
  const wide = await photo('copied', hostCamera, { width: WIDTH + 208, height: HEIGHT + 96 });
  const host = cropImage(wide, { x: 0, y: 0, width: WIDTH, height: HEIGHT });
  const moved = cropImage(wide, { x: 208, y: 96, width: WIDTH, height: HEIGHT });
  return spliceImages(host, moved, { random: random('region'), areaShare: 0.12 });
}

/** By a simulated camera; without its sky unless that is asked for. */
async function photo(name, camera, { width = WIDTH, height = HEIGHT, sky = false } = {}) {
  const whole = proceduralScene(width, sky ? height : 2 * height, random(name));
  const scene = sky ? whole : cropImage(whole, { x: 0, y: height, width, height });
  return simulateCamera(scene, camera, { random: random(`${name} noise`) });
}

function random(what) {
  return createRandom(6, 'demo', what);
}

function shrunkMask({ data, shape: [height, width] }, factor) {
  const grey = maskPicture({ data }, { width, height });
  const small = resizeImage(grey, factor, 'nearest');
  const mask = Uint8Array.from({ length: small.width * small.height }, (_, k) => small.data[k * 3]);
  return { data: mask, shape: [small.height, small.width] };
}
