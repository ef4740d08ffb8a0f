import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeImage } from '@exifclip/image';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { readForgeryManifest } from '../read-forgery-manifest.node.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { type SplicePhoto, writeSplices } from './write-splices.node.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-splices-'));
});
afterAll(() => rm(folder, { recursive: true }));

const photos: SplicePhoto[] = Array.from({ length: 4 }, (_, i) => {
  const scene = proceduralScene(96, 80, createRandom('photo', i));
  return { id: `p${i}`, group: i < 2 ? 'a' : 'b', crops: async () => [scene] };
});

const contents = async (name: string): Promise<Record<string, string>> => {
  const root = join(folder, name);
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const pairs = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    return [path.slice(root.length), (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
};

describe('writeSplices', () => {
  test('what is written reads back: images, masks and authentic counterparts of other groups', async () => {
    const root = join(folder, 'whole');
    const options = { count: 5, seed: 'set', authentic: true, dataset: 'mine' };
    expect(await writeSplices(photos, root, options)).toEqual({ written: 5 });
    const entries = await readForgeryManifest(join(root, 'index.jsonl'));
    expect(entries.map(({ label }) => label)).toEqual(
      Array(5).fill(['spliced', 'authentic']).flat(),
    );
    const lines = (await readFile(join(root, 'index.jsonl'), 'utf8')).trim().split('\n');
    for (const [i, entry] of entries.entries()) {
      expect(entry.dataset).toBe('mine');
      const image = await decodeImage(await readFile(entry.image));
      const line = JSON.parse(lines[i]!);
      expect([image.width, image.height]).toEqual([line.width, line.height]);
      if (!entry.mask) continue;
      const mask = await decodeImage(await readFile(entry.mask));
      expect([mask.width, mask.height]).toEqual([image.width, image.height]);
      expect(new Set(mask.data)).toEqual(new Set([0, 255]));
      const share = mask.data.filter((value) => value > 0).length / mask.data.length;
      expect(share).toBeCloseTo(line.splice.areaShare, 10);
      const group = (id: string) => photos.find((photo) => photo.id === id)!.group;
      expect(group(line.host)).not.toBe(group(line.donor));
    }
  });

  test('an interrupted run goes on to what an uninterrupted one writes', async () => {
    const options = { count: 4, seed: 3, format: { quality: 90 } } as const;
    await writeSplices(photos, join(folder, 'once'), options);
    const controller = new AbortController();
    const interrupted = writeSplices(photos, join(folder, 'twice'), {
      ...options,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 2) controller.abort(new Error('enough'));
      },
    });
    await expect(interrupted).rejects.toThrow('enough');
    expect(Object.keys(await contents('twice'))).not.toContain('/index.jsonl');
    const done: number[] = [];
    const rest = {
      ...options,
      onProgress: (progress: { done: number }) => done.push(progress.done),
    };
    expect(await writeSplices(photos, join(folder, 'twice'), rest)).toEqual({ written: 2 });
    expect(done).toEqual([1, 2, 3, 4]);
    expect(await contents('twice')).toEqual(await contents('once'));
    // More of the same may follow.
    const more = { ...options, count: 6 };
    expect(await writeSplices(photos, join(folder, 'twice'), more)).toEqual({ written: 2 });
  });

  test('other settings in a folder, too few photos and odd counts are refused', async () => {
    const root = join(folder, 'claimed');
    await writeSplices(photos, root, { count: 1 });
    await expect(writeSplices(photos, root, { count: 1, seed: 9 })).rejects.toThrow(
      /same photos and settings/,
    );
    await expect(writeSplices(photos.slice(1), root, { count: 1 })).rejects.toThrow(/same photos/);
    await expect(writeSplices(photos.slice(0, 1), root, { count: 1 })).rejects.toThrow(
      /two photos to splice, got 1/,
    );
    await expect(writeSplices(photos, root, { count: 1.5 })).rejects.toThrow(/got 1\.5/);
    const bare = photos.map((photo) => ({ ...photo, crops: async () => [] }));
    await expect(writeSplices(bare, join(folder, 'bare'), { count: 1 })).rejects.toThrow(
      /photo "p\d" to have images, got none/,
    );
    expect(await writeSplices(photos, join(folder, 'none'), { count: 0 })).toEqual({ written: 0 });
    expect(await readForgeryManifest(join(folder, 'none', 'index.jsonl'))).toEqual([]);
  });
});
