import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { meanParameters, parametersOf } from '@exifclip/contrastive';
import { loadCheckpoint } from '@exifclip/contrastive/node';
import { readSafetensors } from '@exifclip/nn/safetensors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { runExifclip } from '../../test/run-exifclip.ts';

const data = sharedData();

describe.skipIf(!data)('exifclip train', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-train-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const small = [
    '--photos-per-batch=2',
    '--camera-pairs=2',
    // Two threads divide sums between them, the same way in every process.
    '--threads=2',
    '--calibration-photos=0',
  ];
  const begin = (out: string) => {
    const manifest = join(data!, 'photos/photos.jsonl');
    const limits = ['--steps', '12', '--checkpoint-every', '3', '--whitening-photos', '40'];
    return ['train', '--manifest', manifest, '--out', out, ...limits, ...small];
  };
  const losses = async (out: string) => {
    const lines = (await readFile(join(folder, out, 'log.jsonl'), 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line).loss as number);
  };

  test('a run that was killed and resumed has the losses and weights of one that was not, bit for bit', {
    timeout: 600_000,
  }, async () => {
    const whole = await runExifclip(begin('whole'), { cwd: folder });
    expect([whole.code, whole.stderr]).toEqual([0, expect.any(String)]);
    const settings = JSON.parse(await readFile(join(folder, 'whole/run.json'), 'utf8'));
    // The usual phases are for the usual steps and batches alone.
    expect(settings).toMatchObject({ steps: 12, later: [], phaseMean: false });
    const killed = await runExifclip(begin('killed'), {
      cwd: folder,
      killWhen: (stderr) => /^[5-9]\/12 /m.test(stderr),
    });
    expect(killed.code).toBe(null);
    const resumed = await runExifclip(['train', '--out', 'killed', '--resume', ...small], {
      cwd: folder,
    });
    expect(resumed.code).toBe(0);
    const [expected, got] = [await losses('whole'), await losses('killed')];
    expect(got).toHaveLength(expected.length);
    expect(got).toEqual(expected);
    const [end, resumedEnd] = await Promise.all(
      ['whole', 'killed'].map((out) => loadCheckpoint(join(folder, out))),
    );
    expect(end!.step).toBe(12);
    expect(resumedEnd).toEqual(end);
    const located = await runExifclip(
      [
        'localize',
        join(data!, 'splice/columbia-mini/images/canong3_nikond70_sub_02.tif'),
        '--model',
        'killed/model',
        '--out',
        'out',
      ],
      { cwd: folder },
    );
    expect([located.code, located.stderr]).toEqual([0, '']);
  });

  test('a run with `phaseMean` keeps the states at the ends of its phases, and its model is their mean', {
    timeout: 300_000,
  }, async () => {
    const config = {
      ...{ steps: 2, later: [{ from: 2, steps: 5 }], phaseMean: true, photosPerBatch: 2 },
      ...{ cameraPairs: 2, whiteningPhotos: 10, calibrationPhotos: 0 },
    };
    await writeFile(join(folder, 'phases.json'), JSON.stringify(config));
    const manifest = join(data!, 'photos/photos.jsonl');
    const given = ['--manifest', manifest, '--config', 'phases.json', '--checkpoint-every', '1'];
    const { code, stderr } = await runExifclip(['train', ...given, '--out', 'phases'], {
      cwd: folder,
    });
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    const ends = await Promise.all(
      [2, 5].map((step) => loadCheckpoint(join(folder, 'phases'), { step })),
    );
    const mean = meanParameters(ends.map((state) => parametersOf(state!)));
    const { tensors } = readSafetensors(
      await readFile(join(folder, 'phases/model/image-tower.safetensors')),
    );
    expect(Object.keys(tensors).length).toBeGreaterThan(10);
    for (const [name, array] of Object.entries(tensors)) {
      expect(array, name).toEqual(mean[`image/${name}`]);
    }

    // What a resumed run could not finish with is told before it begins.
    const resume = () => runExifclip(['train', '--out', 'phases', '--resume'], { cwd: folder });
    const settings = join(folder, 'phases/run.json');
    const text = await readFile(settings, 'utf8');
    await writeFile(settings, text.replace('"from": 2', '"from": 3'));
    const apart = await resume();
    expect([apart.code, apart.stderr]).toEqual([2, expect.stringContaining('up to step 2')]);
    await writeFile(settings, text);
    await rm(join(folder, 'phases/checkpoint-00000002.safetensors'));
    const lost = await resume();
    expect([lost.code, lost.stderr]).toEqual([
      2,
      expect.stringContaining('expected a checkpoint of step 2, where a phase ended'),
    ]);
  });

  test('a folder that holds a run is not overwritten, and one that holds none cannot be resumed', async () => {
    const again = await runExifclip(begin('whole'), { cwd: folder });
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--resume')]);
    const nothing = await runExifclip(['train', '--out', 'nothing', '--resume'], { cwd: folder });
    expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('no run')]);
  });
});
