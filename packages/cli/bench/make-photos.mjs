// Makes many small photos to measure batches on, fast: a few hundred are drawn and encoded, all
// others are copies of them with a comment of their own, so that no two files are of equal bytes.
//
//   node bench/make-photos.mjs <folder> [--count 1000] [--size 128x128] [--real <folder>] [--seed 1]
//
// Of 100 files, 1 is cut off, 1 is a text, 1 is empty, and with --real 10 are of that folder's
// JPEGs. The same arguments make the same files.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '1000' },
    size: { type: 'string', default: '128x128' },
    real: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new TypeError('expected the folder to write to');
const count = Number(values.count);
const [width, height] = values.size.split('x').map(Number);
const perFolder = 500;

const drawn = [];
for (let i = 0; i < Math.min(count, 200); i++) drawn.push(await drawPhoto(i));
const real = values.real === undefined ? [] : await readReal(values.real);

for (let i = 0; i < count; i++) {
  const into = join(folder, String(Math.floor(i / perFolder)).padStart(4, '0'));
  if (i % perFolder === 0) await mkdir(into, { recursive: true });
  await writeFile(join(into, `photo-${String(i).padStart(7, '0')}.jpg`), fileOf(i));
}
console.log(`${count} files in ${folder}`);

/** @param {number} i */
function fileOf(i) {
  const isReal = real.length > 0 && i % 10 === 5;
  const base = isReal ? real[Math.floor(i / 10) % real.length] : drawn[i % drawn.length];
  const file = withComment(base, `photo ${i} of seed ${values.seed}`);
  if (i % 100 === 11) return file.subarray(0, Math.floor(file.length / 3));
  if (i % 100 === 37) return Buffer.from(`no picture, number ${i}\n`);
  return i % 100 === 73 ? Buffer.alloc(0) : file;
}

/**
 * A comment segment behind the start of a JPEG.
 *
 * @param {Buffer} jpeg
 * @param {string} text
 */
function withComment(jpeg, text) {
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(text), jpeg.subarray(2)]);
}

/** @param {number} i */
async function drawPhoto(i) {
  const data = Buffer.alloc(width * height * 3);
  let state = (Number(values.seed) * 7919 + i * 104_729 + 1) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const waves = Array.from({ length: 6 }, () => [next() / 9, next() / 9, next() * 6, next() * 40]);
  const noise = 4 + next() * 20;
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const light = waves.reduce((sum, [u, v, p, a]) => sum + a * Math.sin(u * x + v * y + p), 128);
    data[at] = Math.max(0, Math.min(255, light + (at % 3) * 8 + (next() - 0.5) * noise));
  }
  const quality = 60 + Math.floor(next() * 36);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}

/** @param {string} from */
async function readReal(from) {
  const names = (await readdir(from, { recursive: true })).filter((name) => /\.jpe?g$/i.test(name));
  return Promise.all(
    names
      .sort()
      .slice(0, 100)
      .map((name) => readFile(join(from, name))),
  );
}
