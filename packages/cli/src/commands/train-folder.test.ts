import { createHash } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { loadModel } from '@exifclip/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { runExifclip } from '../../test/run-exifclip.ts';

const data = sharedData();
const tiny = ['--photos-per-batch=4', '--camera-pairs=2', '--threads=1', '--whitening-photos=24'];

/** Photos large enough to train on, of different cameras, with EXIF. */
const photos = [
  'exif-org/canon-ixus.jpg',
  'exif-org/fujifilm-mx1700.jpg',
  'exif-org/kodak-dc210.jpg',
  'exif-org/nikon-e950.jpg',
  'exif-org/olympus-c960.jpg',
  'gps/DSCN0010.jpg',
];

describe.skipIf(!data)('`exifclip train` on folders of photos', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-train-folder-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (...args: string[]) => runExifclip(args, { cwd: folder });
  const localize = async (model: string) => {
    const image = join(data!, 'exif-samples/jpg', photos[0]!);
    const found = await run('localize', image, '--model', model, '--json', '--threads', '1');
    expect([found.code, found.stderr]).toEqual([0, '']);
    return JSON.parse(found.stdout);
  };

  test('a handful of photos becomes a model with whitening and calibration, which localises', {
    timeout: 600_000,
  }, async () => {
    await mkdir(join(folder, 'few'));
    for (const photo of photos) {
      await copyFile(join(data!, 'exif-samples/jpg', photo), join(folder, 'few', basename(photo)));
    }
    const limits = ['--steps=4', '--calibration-photos=3'];
    const trained = await run('train', '--photos=few', '--out=run', ...limits, ...tiny);
    expect([trained.code, trained.code === 0 ? '' : trained.stderr]).toEqual([0, '']);
    expect(trained.stdout).toContain(`model: ${join('run', 'model')}`);
    expect(trained.stderr).toMatch(/^6 photos \(5 to train on, 1 to validate on\)/m);
    expect(trained.stderr).toContain('nothing was left out');
    const model = await loadModel(join(folder, 'run/model'));
    expect((await model.whitening())!.projection.shape).toEqual([128, 32]);
    expect((await model.calibration())!.methods['exponential-region']).toBeDefined();
    const [report] = await localize('run/model');
    expect(report.probability).toBeGreaterThanOrEqual(0);
    expect(report.probability).toBeLessThanOrEqual(1);
    const log = (await readFile(join(folder, 'run/log.jsonl'), 'utf8')).trim().split('\n');
    expect(log.map((line) => JSON.parse(line).step)).toEqual([1, 2, 3, 4]);
    expect(await readFile(join(folder, 'run/curves.html'), 'utf8')).toContain('<svg');
    const card = await readFile(join(folder, 'run/model/README.md'), 'utf8');
    expect(card).toContain('photos of the training');
    // Nothing of where or when, although the photos say it.
    expect(card).not.toMatch(/GPS|2008|DateTime/);
  });

  test('photos → shards → run, validated, in micro-batches → model → localize, by a settings file', {
    timeout: 600_000,
  }, async () => {
    const made = await run('shards', join(data!, 'exif-samples/jpg'), '--out', 'shards');
    expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/^\d+ photos \(/)]);
    const settings = {
      ...{ steps: 9, dim: 48, text: 'transformer', microBatches: 2, emaDecay: 0.9 },
      ...{ validateEvery: 2, validationPhotos: 3 },
    };
    await writeFile(join(folder, 'run.json'), JSON.stringify(settings));
    const flags = ['--shards=shards', '--config=run.json', '--steps=3', '--calibration-photos=2'];
    const trained = await run('train', '--out=sharded', ...flags, ...tiny);
    expect([trained.code, trained.code === 0 ? '' : trained.stderr]).toEqual([0, '']);
    const model = await loadModel(join(folder, 'sharded/model'));
    expect([model.config.dim, model.config.textEncoder!.kind]).toEqual([48, 'onnx']);
    expect(await localize('sharded/model')).toHaveLength(1);
    const log = (await readFile(join(folder, 'sharded/log.jsonl'), 'utf8')).trim().split('\n');
    const validated = log.map((line) => typeof JSON.parse(line)['validation/recallAt1']);
    expect(validated).toEqual(['undefined', 'number', 'number']);
    const again = await run('shards', join(data!, 'exif-samples/jpg'), '--out', 'shards');
    expect(again.stdout).toBe(made.stdout);
  });

  test('a thousand mixed files train without a stop, and what was left out is told', {
    timeout: 900_000,
  }, async () => {
    await makeMixedFolder(join(folder, 'mixed'));
    const limits = ['--steps=2', '--calibration-photos=2'];
    const trained = await run('train', '--photos=mixed', '--out=tough', ...limits, ...tiny);
    expect([trained.code, trained.code === 0 ? '' : trained.stderr]).toEqual([0, '']);
    const summary = JSON.parse(await readFile(join(folder, 'tough/shards/summary.json'), 'utf8'));
    const list = (await readFile(join(folder, 'tough/shards/left-out.jsonl'), 'utf8')).trim();
    const leftOut = list.split('\n').map((line) => JSON.parse(line));
    const count = (reason: string) => leftOut.filter((each) => each.reason === reason).length;
    expect(summary.photos + leftOut.length).toBe(1000);
    for (const [reason, number] of Object.entries<number>(summary.leftOut)) {
      expect(count(reason)).toBe(number);
      expect(trained.stderr).toContain(`${number}  ${reason}`);
    }
    for (const reason of ['not an image', 'empty', 'undecodable', 'duplicate', 'too small']) {
      expect(count(reason)).toBeGreaterThan(0);
    }
    expect(await localize('tough/model')).toHaveLength(1);
  });

  test('what cannot be a run is refused, and nothing is begun', async () => {
    await writeFile(join(folder, 'odd.json'), '{"step": 9}');
    await mkdir(join(folder, 'empty'));
    const refused = async (args: string[], message: string) => {
      const { code, stderr } = await run('train', '--out=never', ...args);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    };
    await refused([], 'expected one of --photos, --shards and --manifest, got 0');
    await refused(['--photos=a', '--shards=b'], 'got 2');
    await refused(['--photos=few', '--config=odd.json'], 'odd.json: expected settings among');
    await refused(['--photos=empty'], 'expected photos to train on, got none');
    expect(await readdir(join(folder, 'never'))).not.toContain('run.json');
  });

  test('a loss that is no number stops the run, and the batch that did it is kept', async () => {
    const limits = ['--steps=30', '--learning-rate=1e30', '--calibration-photos=0'];
    const { code, stderr } = await run('train', '--photos=few', '--out=wild', ...limits, ...tiny);
    expect(code).toBe(1);
    expect(stderr).toMatch(/error: .*its batch: .*divergence-\d{8}\.safetensors/);
    expect((await readdir(join(folder, 'wild'))).join()).toContain('divergence-');
  });
});

/** A thousand files: samples as they are, copied, cut, damaged, renamed, and what is no photo. */
async function makeMixedFolder(folder: string): Promise<void> {
  const samples = await sampleFiles(join(data!, 'exif-samples'));
  await mkdir(join(folder, 'album/deep'), { recursive: true });
  await mkdir(join(folder, 'folder.jpg'));
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling.jpg'));
  await symlink(folder, join(folder, 'album/loop'));
  for (let i = 0; i < 998; i++) {
    const sample = samples[i % samples.length]!;
    const [bytes, extension] = [sample.bytes, extname(sample.name)];
    // HEIC takes seconds to decode: one of each is enough.
    const kind = sample.isHeic && i >= samples.length ? 1 : Math.floor(i / samples.length) % 8;
    const at = Number.parseInt(createHash('sha256').update(`${i}`).digest('hex').slice(0, 8), 16);
    const path = (name: string) => join(folder, i % 3 === 0 ? 'album/deep' : '.', name);
    if (kind === 0) await writeFile(path(`${i}${extension}`), bytes);
    if (kind === 1) await writeFile(path(`${i}${extension}`), bytes.subarray(0, at % bytes.length));
    if (kind === 2)
      await writeFile(path(`${i}.txt`), Buffer.concat([bytes, Buffer.from([i & 255])]));
    if (kind === 3) await writeFile(path(`${i}.jpg`), `this is no photo, it is number ${i}\n`);
    if (kind === 4) await writeFile(path(`${i}.png`), '');
    if (kind === 5) {
      const damaged = Buffer.from(bytes);
      for (let k = 0; k < 40; k++) damaged[(at + k * 97) % damaged.length]! ^= 1 + (k % 7);
      await writeFile(path(`${i}.HEIC`), damaged);
    }
    if (kind === 6) await writeFile(path(`Ünïcode ${i} ${'long'.repeat(40)}.jpeg`), bytes);
    if (kind === 7) {
      await writeFile(path(`${i}.tif`), Buffer.concat([bytes, Buffer.from(`${i}`)]));
      await chmod(path(`${i}.tif`), 0o000);
    }
  }
}

async function sampleFiles(root: string) {
  const names = (await readdir(root, { recursive: true })).sort();
  const files = names.filter((name) => /\.(jpe?g|tiff?|hei[cf])$/i.test(name));
  return Promise.all(
    files.map(async (name) => ({
      name,
      bytes: await readFile(join(root, name)),
      isHeic: /\.hei[cf]$/i.test(name),
    })),
  );
}
