import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledLocation, loadModel } from '@exifclip/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { runExifclip } from '../../test/run-exifclip.ts';

const data = sharedData();

describe.skipIf(!data)('exifclip evaluate-retrieval', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-retrieval-'));
    await cp(fileURLToPath(bundledLocation('base')), join(folder, 'model'), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const evaluate = (...args: string[]) => {
    const given = ['--manifest', join(data!, 'photos/photos.jsonl'), '--model', 'model'];
    const small = ['--limit', '20', '--patches', '4', '--threads', '1'];
    return runExifclip(['evaluate-retrieval', ...given, ...small, ...args], { cwd: folder });
  };

  test('`--write` fits a reference, which the model then has, and the card says what it is worth', async () => {
    const written = await evaluate('--write', '--json', 'written.json');
    expect([written.code, written.stdout]).toEqual([
      0,
      expect.stringContaining('## Metadata and pixels'),
    ]);
    const reference = await (await loadModel(join(folder, 'model'))).metadataReference();
    expect([reference!.photos.shape, reference!.swappedScores.shape]).toEqual([[20, 128], [101]]);
    const card = await readFile(join(folder, 'model/README.md'), 'utf8');
    expect(card.split('## Metadata and pixels')).toHaveLength(2);
    expect(card).toContain(written.stdout.trim().split('\n').at(-1));

    const read = await evaluate('--json', 'read.json');
    expect(read.code).toBe(0);
    const [first, second] = await Promise.all(
      ['written.json', 'read.json'].map(async (name) =>
        JSON.parse(await readFile(join(folder, name), 'utf8')),
      ),
    );
    expect(first.photos).toBe(20);
    const quality = first.readings.find(({ tag }: { tag: string }) => tag === 'JpegQuality');
    expect(quality).toMatchObject({ candidates: 4, images: 80, guess: 0.25 });
    expect(quality.accuracy.value).toBeGreaterThan(0.5); // the model was trained to tell these
    expect({ ...second, command: '' }).toEqual({ ...first, command: '' });
    for (const { value, low, high } of [first.score.swapped.all, first.cosine.photoToExif[5]]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  test('a manifest or model that is missing is named', async () => {
    const noModel = await evaluate('--model', 'nowhere');
    expect([noModel.code === 0, noModel.stderr]).toEqual([
      false,
      expect.stringContaining('nowhere'),
    ]);
    const noManifest = await evaluate('--manifest', 'nothing.jsonl');
    expect([noManifest.code === 0, noManifest.stderr]).toEqual([
      false,
      expect.stringContaining('nothing.jsonl'),
    ]);
  });
});
