import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeJpeg, encodePng, type RasterImage } from '@exifclip/image';
import { applyChain } from '../chain/apply-chain.ts';
import { randomChain } from '../chain/random-chain.ts';
import { createRandom, type Random } from '../random/random.ts';
import { writeFileAtomic } from '../write-file-atomic.node.ts';
import { type SynthesizeSpliceOptions, synthesizeSplice } from './synthesize-splice.ts';

/** A photo that forgeries are made of; a `TrainingPhoto` is one. */
export interface SplicePhoto {
  id: string;
  /** Where it is from: host and donor are of different groups where there are two. */
  group?: string;
  /** At least one image. */
  crops(): Promise<readonly RasterImage[]>;
}

export interface WriteSplicesOptions {
  /** How many forgeries. */
  count: number;
  /** Decides on everything. @defaultValue 0 */
  seed?: number | string;
  /** Name of the collection in the manifest. @defaultValue 'synthetic' */
  dataset?: string;
  /** How images are stored: without loss, or at a JPEG quality of 1…100. @defaultValue 'png' */
  format?: 'png' | { quality: number };
  /** Whether every host is written too, processed as its forgery is. @defaultValue false */
  authentic?: boolean;
  /** How forgeries are made; what is not given is drawn anew for each. @defaultValue `{}` */
  splice?: Omit<SynthesizeSpliceOptions, 'seed'>;
  /** Stops with the signal's reason; run again, it goes on where it was. */
  signal?: AbortSignal;
  /** Is told after every forgery, those found from an earlier run included. */
  onProgress?: (progress: { done: number; count: number }) => void;
}

/**
 * Writes forgeries made of photos into a folder: `images/` and `masks/` (255 = spliced), and an
 * `index.jsonl` that `readForgeryManifest` reads, with all that was done in every line. Forgery `i`
 * depends on photos, seed and `i` alone; an interrupted run goes on where it was.
 *
 * @param photos - at least two, in a fixed order
 * @returns how many were written now; the others were there
 * @throws RangeError for fewer than two photos, a count that is none, or a folder that was begun
 *   with other settings
 * @throws TypeError naming a photo without images
 */
export async function writeSplices(
  photos: readonly SplicePhoto[],
  folder: string,
  options: WriteSplicesOptions,
): Promise<{ written: number }> {
  const { count, signal, onProgress } = options;
  if (!(Number.isInteger(count) && count >= 0)) {
    throw new RangeError(`expected a whole number of forgeries, got ${count}`);
  }
  if (photos.length < 2) {
    throw new RangeError(`expected at least two photos to splice, got ${photos.length}`);
  }
  for (const part of ['images', 'masks', 'records']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  await claimFolder(folder, photos, options);
  const lines: string[] = [];
  let written = 0;
  for (let i = 0; i < count; i += 1) {
    signal?.throwIfAborted();
    const name = String(i).padStart(6, '0');
    // Written last, a record says that its images are whole.
    const path = join(folder, 'records', `${name}.jsonl`);
    const earlier = await readIfThere(path);
    if (earlier === undefined) written += 1;
    lines.push(earlier ?? (await writeSplice(photos, folder, name, path, options)));
    onProgress?.({ done: i + 1, count });
  }
  await writeFileAtomic(join(folder, 'index.jsonl'), lines.join(''));
  return { written };
}

async function writeSplice(
  photos: readonly SplicePhoto[],
  folder: string,
  name: string,
  recordPath: string,
  options: WriteSplicesOptions,
): Promise<string> {
  const { seed = 0, dataset = 'synthetic', format = 'png', authentic = false } = options;
  const random = createRandom(seed, 'splices', name);
  const [host, donor] = choosePair(photos, random);
  const [hostImage, donorImage] = [await anImage(host, random), await anImage(donor, random)];
  const { chain = drawChain(random), donorChain = drawChain(random) } = options.splice ?? {};
  const made = { ...options.splice, chain, donorChain, seed: `${seed}/${name}` };
  const { image, mask, record } = await synthesizeSplice(hostImage, donorImage, made);
  const extension = format === 'png' ? 'png' : 'jpg';
  const save = async (file: string, pixels: RasterImage): Promise<void> =>
    writeFileAtomic(
      join(folder, file),
      await (format === 'png' ? encodePng(pixels) : encodeJpeg(pixels, format)),
    );
  const spliced = {
    dataset,
    id: name,
    image: `images/${name}.${extension}`,
    mask: `masks/${name}.png`,
    label: 'spliced',
    width: image.width,
    height: image.height,
    host: host.id,
    donor: donor.id,
    splice: record,
  };
  await save(spliced.image, image);
  await writeFileAtomic(join(folder, spliced.mask), await encodePng(mask));
  const lines: object[] = [spliced];
  if (authentic) {
    const file = `images/${name}-host.${extension}`;
    const { donor: _donor, splice: _splice, ...rest } = spliced;
    const processing = { ...options.splice, random: createRandom(seed, 'hosts', name) };
    await save(file, await applyChain(hostImage, chain, processing));
    lines.push({ ...rest, id: `${name}-host`, image: file, mask: null, label: 'authentic' });
  }
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFileAtomic(recordPath, text);
  return text;
}

/** What is done to a whole, or to a donor: half of the time nothing, else as the web does. */
function drawChain(random: Random): ReturnType<typeof randomChain> {
  return randomChain(random, { emptyShare: 0.5, resizeRange: [0.6, 1.3] });
}

function choosePair(
  photos: readonly SplicePhoto[],
  random: Random,
): readonly [SplicePhoto, SplicePhoto] {
  const host = random.pick(photos);
  const strangers = photos.filter(({ group }) => group !== undefined && group !== host.group);
  const others = strangers.length > 0 ? strangers : photos.filter((photo) => photo !== host);
  return [host, random.pick(others)];
}

async function anImage(photo: SplicePhoto, random: Random): Promise<RasterImage> {
  const crops = await photo.crops();
  if (crops.length === 0) {
    throw new TypeError(`expected photo "${photo.id}" to have images, got none`);
  }
  return random.pick(crops);
}

/** Refuses a folder that holds forgeries of other photos or settings. */
async function claimFolder(
  folder: string,
  photos: readonly SplicePhoto[],
  {
    seed = 0,
    dataset = 'synthetic',
    format = 'png',
    authentic = false,
    splice = {},
  }: WriteSplicesOptions,
): Promise<void> {
  const { codec: _codec, resizer: _resizer, webp: _webp, ...plain } = splice;
  const ids = photos.map(({ id }) => id);
  const settings = JSON.stringify({ seed, dataset, format, authentic, splice: plain, photos: ids });
  const path = join(folder, 'settings.json');
  const earlier = await readIfThere(path);
  if (earlier === undefined) await writeFileAtomic(path, settings);
  else if (earlier !== settings) {
    throw new RangeError(
      `${folder}: expected an empty folder or one of the same photos and settings, got others`,
    );
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
