import { parseSentence } from '@exifclip/exif-text';
import { describe, expect, test } from 'vitest';
import { blankImage } from '../blank-image.ts';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { choosePhotos } from './choose-photos.ts';
import { choosePlace } from './choose-place.ts';
import { drawSome } from './draw-some.ts';
import { dropTags } from './drop-tags.ts';
import { orientPatch } from './orient-patch.ts';
import { patchTexture } from './patch-texture.ts';
import { trainingBatch } from './training-batch.ts';
import type { TrainingPhoto } from './training-photo.ts';

const photos: TrainingPhoto[] = Array.from({ length: 6 }, (_, i) => {
  const crops = [0, 1].map((k) => proceduralScene(300, 300, createRandom('crop', i, k)));
  return {
    id: `p${i}`,
    group: `g${i}`,
    tags: [
      { name: 'Make', value: `Maker${i}` },
      { name: 'PhotographicSensitivity', value: String(100 * (i + 1)) },
    ],
    colourChart: i < 3,
    crops: async () => crops,
  };
});
const options = { seed: 1, step: 0, photosPerBatch: 3, cameraPairs: 2, patchSize: 32 };

describe('trainingBatch', () => {
  test('`trainingBatch` gives two patches and one sentence for each of its samples', async () => {
    const { patches, sentences } = await trainingBatch(photos, options);
    expect(sentences).toHaveLength(2 * 3 + 2 * 2);
    expect(patches.shape).toEqual([20, 32, 32, 3]);
    expect(patches.data).toHaveLength(20 * 32 * 32 * 3);
    for (let i = 0; i < 20; i += 1) {
      const patch = patches.data.subarray(i * 3072, (i + 1) * 3072);
      expect(Math.max(...patch) - Math.min(...patch), `patch ${i}`).toBeGreaterThan(2);
    }
  });

  test('a batch depends on its seed and step only, so that a run can go on', async () => {
    const batch = await trainingBatch(photos, { ...options, step: 7 });
    const again = await trainingBatch(photos, { ...options, step: 7 });
    expect(again.sentences).toEqual(batch.sentences);
    expect(Buffer.compare(again.patches.data, batch.patches.data)).toBe(0);
    for (const other of [{ step: 8 }, { step: 7, seed: 2 }]) {
      const { sentences, patches } = await trainingBatch(photos, { ...options, ...other });
      expect(sentences).not.toEqual(batch.sentences);
      expect(Buffer.compare(patches.data, batch.patches.data)).not.toBe(0);
    }
  });

  test('neighbours are one photo after two chains, then two cameras of one scene', async () => {
    const { sentences } = await trainingBatch(photos, {
      ...options,
      tagKeep: 1,
      processingTagKeep: 1,
    });
    const value = (i: number, name: string): string | undefined =>
      parseSentence(sentences[i]!).find((tag) => tag.name === name)?.value;
    for (const i of [0, 2, 4]) {
      expect(value(i, 'Make')).toMatch(/^Maker\d$/);
      expect(value(i + 1, 'Make')).toBe(value(i, 'Make'));
      expect(sentences[i + 1]).not.toBe(sentences[i]);
    }
    for (const i of [6, 8]) {
      expect(value(i, 'Make')).toBeUndefined();
      expect(value(i + 1, 'BayerPattern')).toBe(value(i, 'BayerPattern'));
      expect(sentences[i + 1]).not.toBe(sentences[i]);
    }
  });

  test('the two scenes of a pair of cameras are of one photo, or of two where that is asked for', async () => {
    const plain = [0, 1, 2].map((channel) => {
      const crop = blankImage(300, 300);
      crop.data.forEach((_, i) => {
        crop.data[i] = i % 3 === channel ? 200 : 40;
      });
      return { ...photos[channel]!, colourChart: false, crops: async () => [crop, crop] };
    });
    const cameras = { ...options, photosPerBatch: 0, cameraPairs: 3, proceduralShare: 0 };
    for (const twoPhotoShare of [0, 1]) {
      const { patches } = await trainingBatch(plain, { ...cameras, twoPhotoShare });
      const colours = Array.from({ length: 12 }, (_, i) => {
        const sums = [0, 1, 2].map((channel) => {
          const patch = patches.data.subarray(i * 3072, (i + 1) * 3072);
          return patch.reduce((sum, value, k) => sum + (k % 3 === channel ? value : 0), 0);
        });
        return sums.indexOf(Math.max(...sums));
      });
      const [first, second] = [colours.slice(0, 6), colours.slice(6)];
      for (const views of [first, second]) {
        for (const i of [0, 2, 4]) expect(views[i + 1]).toBe(views[i]); // both cameras see it
      }
      const isOther = (i: number): boolean => first[i] !== second[i];
      expect([0, 2, 4].map(isOther)).toEqual(Array(3).fill(twoPhotoShare === 1));
    }
  });

  test('photos with one crop or no tags do, and nothing is said of nothing', async () => {
    const bare = photos.map((photo) => ({
      ...photo,
      tags: [],
      crops: async () => (await photo.crops()).slice(0, 1),
    }));
    for (let step = 0; step < 4; step += 1) {
      const { sentences } = await trainingBatch(bare, { ...options, step });
      expect(sentences.every((sentence) => sentence.length > 0)).toBe(true);
    }
  });

  test('too few photos, no crops, small crops and an odd patch are refused with what came', async () => {
    await expect(trainingBatch(photos.slice(0, 2), options)).rejects.toThrow(
      /at least 3 photos.*got 2/,
    );
    await expect(trainingBatch([], { ...options, photosPerBatch: 0 })).rejects.toThrow(
      /one photo, got none/,
    );
    const empty = photos.map((photo) => ({ ...photo, crops: async () => [] }));
    await expect(trainingBatch(empty, options)).rejects.toThrow(
      /photo "p\d" to have crops, got none/,
    );
    const small = photos.map((photo) => ({ ...photo, crops: async () => [blankImage(20, 20)] }));
    await expect(trainingBatch(small, options)).rejects.toThrow(
      /at least \d+×\d+ pixels.*got 20×20/,
    );
    await expect(trainingBatch(photos, { ...options, patchSize: 33 })).rejects.toThrow(/even.*33/);
  });
});

describe('trainingBatch of small photos', () => {
  const small = (width: number, height: number) =>
    photos.map((photo, i) => {
      const crop = proceduralScene(width, height, createRandom('small', i));
      return { ...photo, crops: async () => [crop] };
    });

  test('photos of the size of a patch and a little more get chains that they have room for', async () => {
    for (const [width, height] of [
      [32, 32],
      [33, 47],
      [48, 40],
      [90, 70],
    ] as const) {
      for (let step = 0; step < 12; step += 1) {
        const batch = { ...options, step, processingTagKeep: 1 };
        const { sentences, patches } = await trainingBatch(small(width, height), batch);
        expect(patches.shape).toEqual([20, 32, 32, 3]);
        for (const i of [0, 2, 4]) expect(sentences[i]).not.toBe(sentences[i + 1]);
      }
    }
  });

  test('chains that never fit are cut short, and still differ', async () => {
    const none = { emptyShare: 0, toneShare: 0, filterShare: 0 };
    const chain = { ...none, resizeShare: 1, resizeRange: [0.35, 0.5] } as const;
    const bare = small(32, 32).map((photo) => ({ ...photo, tags: [] }));
    const { sentences } = await trainingBatch(bare, { ...options, chain, processingTagKeep: 1 });
    for (const i of [0, 2, 4]) {
      expect(sentences[i]).toMatch(/^GammaChange: /);
      expect(sentences[i]).not.toBe(sentences[i + 1]);
    }
  });
});

describe('pools of photos', () => {
  const many: TrainingPhoto[] = Array.from({ length: 40 }, (_, i) => ({
    ...photos[i % 6]!,
    id: `m${i}`,
    tags: [{ name: 'Model', value: `M${i}` }],
    colourChart: false,
  }));
  const seen = async (steps: readonly number[], pool: object): Promise<Set<string>> => {
    const models = new Set<string>();
    for (const step of steps) {
      const batch = { ...options, cameraPairs: 0, tagKeep: 1, ...pool, step };
      const { sentences } = await trainingBatch(many, batch);
      for (const text of sentences) models.add(/Model: (M\d+)/.exec(text)![1]!);
    }
    return models;
  };

  test('the steps of a window draw from as many photos as a pool has, the next from others', async () => {
    const pool = { poolPhotos: 4, poolSteps: 10 };
    const first = await seen([0, 3, 5, 7, 9], pool);
    const second = await seen([10, 12, 15, 18, 19], pool);
    expect(first.size).toBe(4);
    expect(second.size).toBe(4);
    expect([...first].sort()).not.toEqual([...second].sort());
    expect((await seen([0, 3, 5, 7, 9], {})).size).toBeGreaterThan(6);
  });

  test('a pool of all photos is none, and a pool for no steps is refused', async () => {
    const whole = await trainingBatch(many, { ...options, poolPhotos: 40 });
    expect(whole).toEqual(await trainingBatch(many, options));
    await expect(trainingBatch(many, { ...options, poolPhotos: 5, poolSteps: 0 })).rejects.toThrow(
      /whole number of steps, got 0/,
    );
  });
});

describe('drawSome', () => {
  test('different items come, each as often as another, and no more than there are', () => {
    const items = Array.from({ length: 7 }, (_, i) => i);
    const counts = items.map(() => 0);
    for (let seed = 0; seed < 2000; seed += 1) {
      const drawn = drawSome(items, 3, createRandom('some', seed));
      expect(new Set(drawn).size).toBe(3);
      for (const item of drawn) counts[item] = counts[item]! + 1;
    }
    for (const count of counts) expect(Math.abs(count / 2000 - 3 / 7)).toBeLessThan(0.05);
    expect(new Set(drawSome(items, 9, createRandom(1)))).toEqual(new Set(items));
    expect(drawSome([], 2, createRandom(1))).toEqual([]);
  });
});

describe('choosePhotos', () => {
  test('`choosePhotos` limits the colour chart while there are others', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      ...photos[0]!,
      id: `${i}`,
      colourChart: i < 60,
    }));
    for (let seed = 0; seed < 20; seed += 1) {
      const chosen = choosePhotos(many, 40, createRandom(seed), { colourChartShare: 0.15 });
      expect(new Set(chosen.map(({ id }) => id)).size).toBe(40);
      expect(chosen.filter(({ colourChart }) => colourChart).length).toBeLessThanOrEqual(6);
    }
    expect(choosePhotos(many, 100, createRandom(1), { colourChartShare: 0 })).toHaveLength(100);
  });
});

describe('choosePlace', () => {
  test('`choosePlace` prefers texture to flat and to burnt-out parts', () => {
    const image = blankImage(256, 256);
    const random = createRandom('place');
    for (let i = 0; i < image.data.length; i += 1) {
      const x = Math.floor(i / 3) % 256;
      image.data[i] = x < 96 ? 128 : x < 160 ? 100 + random.integer(60) : 255;
    }
    let hits = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const place = choosePlace(image, { width: 64, height: 64 }, 64, createRandom(seed));
      expect(place.x).toBeGreaterThanOrEqual(32);
      expect(place.x).toBeLessThanOrEqual(224);
      if (patchTexture(image, place, 64) > 1.5) hits += 1;
    }
    // A quarter of all places is hit by chance.
    expect(hits).toBeGreaterThan(120);
    expect(patchTexture(image, { x: 220, y: 128 }, 64)).toBe(0);
    expect(patchTexture(blankImage(1, 1), { x: 0, y: 0 }, 64)).toBe(0);
  });
});

describe('orientPatch', () => {
  test('`orientPatch` has eight different orientations, each a rearrangement of the pixels', () => {
    const patch = Uint8Array.from({ length: 48 }, (_, i) => i);
    const results = Array.from({ length: 8 }, (_, orientation) => {
      const target = new Uint8Array(48);
      orientPatch(patch, 4, orientation, target);
      return [...target].join();
    });
    expect(results[0]).toBe(patch.join());
    expect(new Set(results).size).toBe(8);
    // Mirrored: the last pixel of the first row comes first, its channels in order.
    expect(results[1]!.startsWith('9,10,11,6,7,8')).toBe(true);
    // Swapped: the second pixel comes from the second row.
    expect(results[4]!.startsWith('0,1,2,12,13,14')).toBe(true);
    for (const result of results) {
      expect(
        result
          .split(',')
          .map(Number)
          .sort((a, b) => a - b),
      ).toEqual([...patch]);
    }
  });
});

describe('dropTags', () => {
  test('`dropTags` keeps the order, about the share asked for, and one tag at least', () => {
    const tags = Array.from({ length: 1000 }, (_, i) => ({ name: `T${i}`, value: '1' }));
    const kept = dropTags(tags, 0.8, createRandom(1));
    expect(Math.abs(kept.length - 800)).toBeLessThan(55);
    expect(kept).toEqual(tags.filter((tag) => kept.includes(tag)));
    expect(dropTags(tags, 0, createRandom(1))).toHaveLength(1);
    expect(dropTags([], 0.5, createRandom(1))).toEqual([]);
  });
});
