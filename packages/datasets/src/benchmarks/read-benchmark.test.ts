import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeImage, encodeJpeg, encodePng, type RasterImage } from '@exifclip/image';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBenchmark } from '../read-benchmark.node.ts';
import { BenchmarkLayoutError } from './benchmark-layout-error.ts';
import { benchmarks } from './benchmarks.ts';
import { readMask } from './read-mask.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-benchmark-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Color = readonly [number, number, number];

/** 24 by 16 pixels of one colour with another in the right third. */
function twoColors(left: Color, right: Color): RasterImage {
  const data = new Uint8Array(24 * 16 * 3);
  for (let i = 0; i < 24 * 16; i++) data.set(i % 24 >= 16 ? right : left, i * 3);
  return { data, width: 24, height: 16, channels: 3 };
}

const black: Color = [0, 0, 0];
const white: Color = [255, 255, 255];
const image = twoColors([90, 120, 60], [70, 60, 140]);
const plain = twoColors(black, white);

/**
 * The layout of every set in small: path by path a mask, or `image` for what is none. What the
 * format is follows from the extension, but for TIFF and BMP, which are PNG here: the reader goes
 * by names.
 */
const layouts: Record<string, Record<string, RasterImage>> = {
  columbia: {
    '4cam_splc/canong3_canonxt_sub_01.tif': image,
    '4cam_splc/edgemask/canong3_canonxt_sub_01_edgemask.jpg': twoColors([255, 0, 0], [0, 255, 0]),
    '4cam_auth/canong3_02_sub_01.tif': image,
    '4cam_auth/edgemask/canong3_02_sub_01_edgemask.jpg': plain,
  },
  dso1: {
    'tifs-database/DSO-1/splicing-01.png': image,
    'tifs-database/DSO-1/normal-01.png': image,
    'tifs-database/DSO-1-Fake-Images-Masks/splicing-01.png': twoColors(white, black),
  },
  'realistic-tampering': {
    'data-images/Canon_60D/tampered-realistic/DPP0012.TIF': image,
    'data-images/Canon_60D/pristine/DPP0012.TIF': image,
    'data-images/Canon_60D/ground-truth/DPP0012.PNG': twoColors(black, [128, 128, 128]),
    'data-images/Sony_A57/ground-truth/DPP0012.PNG': twoColors(white, black),
  },
  'in-the-wild': {
    'label_in_wild/images/a.jpg': image,
    'label_in_wild/masks/a.png': plain,
  },
  'scene-completion': {
    '001.png': image,
    '001_mask.jpg': plain,
  },
  casia1: {
    'CASIA 1.0 dataset/Au/Au_ani_0001.jpg': image,
    'CASIA 1.0 dataset/Modified Tp/Tp/Sp/Sp_D_NRN_A_ani0001_ani0002_0001.jpg': image,
    'CASIA 1.0 dataset/Modified Tp/Tp/CM/Sp_S_NRN_A_ani0003_ani0003_0003.jpg': image,
    'CASIA 1.0 groundtruth/Sp/Sp_D_NRN_A_ani0001_ani0002_0001_gt.png': plain,
    'CASIA 1.0 groundtruth/CM/Sp_S_NRN_A_ani0003_ani0003_0003_gt.png': plain,
  },
  'casia1-copy-move': {
    'Au/Au_ani_0001.jpg': image,
    'Tp/CM/Sp_S_NRN_A_ani0003_ani0003_0003.jpg': image,
    'CASIA 1.0 groundtruth/CM/Sp_S_NRN_A_ani0003_ani0003_0003_gt.png': plain,
  },
  casia2: {
    'Au/Au_ani_00001.jpg': image,
    'Tp/Tp_D_CND_M_N_ani00018_sec00096_00138.tif': image,
    'Tp/Tp_S_NRN_S_O_sec00036_sec00036_00764.tif': image,
    'CASIA 2 Groundtruth/Tp_D_CND_M_N_ani00018_sec00096_00138_gt.png': plain,
  },
  'casia2-copy-move': {
    'Au/Au_ani_00001.jpg': image,
    'Tp/Tp_S_NRN_S_O_sec00036_sec00036_00764.tif': image,
    'CASIA2.0_Groundtruth/Tp_S_NRN_S_O_sec00036_sec00036_00764_gt.png': plain,
  },
  coverage: {
    'image/1.tif': image,
    'image/1t.tif': image,
    'mask/1copy.tif': twoColors(white, black),
    'mask/1forged.tif': plain,
    'mask/1paste.tif': twoColors(white, black),
  },
  imd2020: {
    'IMD2020/1a1ogs/1a1ogs_orig.jpg': image,
    'IMD2020/1a1ogs/c8tf5mq_0.png': image,
    'IMD2020/1a1ogs/c8tf5mq_0_mask.png': plain,
  },
  autosplice: {
    'Authentic/104.jpg': image,
    'Forged_JPEG100/104_0.jpg': image,
    'Mask/104_mask.png': plain,
  },
  'autosplice-90': {
    'Authentic/104.jpg': image,
    'Forged_JPEG90/104_0.jpg': image,
    'Forged_JPEG100/104_0.jpg': image,
    'Mask/104_mask.png': plain,
  },
  'autosplice-75': {
    'Authentic/104.jpg': image,
    'Forged_JPEG75/104_0.jpg': image,
    'Mask/104_mask.png': plain,
  },
};

async function writeLayout(name: string): Promise<string> {
  const root = join(folder, name);
  for (const [path, pixels] of Object.entries(layouts[name]!)) {
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    const jpeg = path.endsWith('.jpg');
    await writeFile(place, await (jpeg ? encodeJpeg(pixels, { quality: 80 }) : encodePng(pixels)));
  }
  return root;
}

test('every set has a layout here', () => {
  expect(Object.keys(layouts)).toEqual(benchmarks.map(({ name }) => name));
});

test.each(Object.keys(layouts))(
  '`readBenchmark` finds images, masks and their meaning in %s',
  async (name) => {
    const root = await writeLayout(name);
    const entries = await readBenchmark(name, root);
    const benchmark = benchmarks.find((each) => each.name === name)!;
    expect(entries.map(({ label }) => label)).toEqual(
      benchmark.authentic ? ['spliced', 'authentic'] : ['spliced'],
    );
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const entry of entries) expect(entry.dataset).toBe(name);
    const [spliced, authentic] = entries;
    if (authentic) expect(authentic.mask).toBeNull();
    const mask = await decodeImage(await readFile(spliced!.mask!));
    const { data, shape } = readMask(mask, image, spliced!.maskReading);
    expect(shape).toEqual([16, 24]);
    // A JPEG mask may be wrong beside the seam.
    const right = Uint8Array.from(data, (_, i) => (i % 24 >= 16 ? 1 : 0));
    const wrong = data.filter((value, i) => value !== right[i] && Math.abs((i % 24) - 15.5) > 2);
    expect(wrong).toHaveLength(0);
  },
);

test('a set without its masks is refused, with what is missing, where to get it, whom to cite', async () => {
  const root = join(folder, 'without-masks');
  await mkdir(join(root, 'DSO-1'), { recursive: true });
  await writeFile(join(root, 'DSO-1/splicing-01.png'), await encodePng(image));
  const failure = await readBenchmark('dso1', root).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BenchmarkLayoutError);
  expect((failure as BenchmarkLayoutError).missing).toEqual([
    'DSO-1/normal-*.png',
    'DSO-1-Fake-Images-Masks/splicing-*.png',
  ]);
  expect(String(failure)).toContain(root);
  expect(String(failure)).toContain('https://recodbr.wordpress.com');
  expect(String(failure)).toContain('Carvalho');
});

test('a folder that does not exist is a set of which all is missing', async () => {
  await expect(readBenchmark('coverage', join(folder, 'nowhere'))).rejects.toThrow(
    'no image/<number>t.tif, nor image/<number>.tif, nor mask/<number>forged.tif',
  );
});

test('a name that is none is refused with those there are', async () => {
  await expect(readBenchmark('colombia', folder)).rejects.toThrow(
    /expected a dataset of columbia, dso1, .*, got colombia/,
  );
});

test('a forgery without a mask is kept, for others to leave out, and circles of links end', async () => {
  const root = await writeLayout('in-the-wild');
  await writeFile(join(root, 'label_in_wild/images/b.jpg'), await encodeJpeg(image));
  await symlink(root, join(root, 'again'));
  const entries = await readBenchmark('in-the-wild', root);
  expect(entries.map(({ id, mask }) => [id, mask === null])).toEqual([
    ['images/a', false],
    ['images/b', true],
  ]);
});
