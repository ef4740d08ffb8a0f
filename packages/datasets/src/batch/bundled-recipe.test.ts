import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { perturbProfile } from '../camera/perturb-profile.ts';
import { randomProfile } from '../camera/random-profile.ts';
import { randomChain } from '../chain/random-chain.ts';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { trainingBatch } from './training-batch.ts';
import type { TrainingPhoto } from './training-photo.ts';

// The bundled model was trained on these draws. Whoever changes a number here makes its training
// impossible to repeat; new steps and settings come in by options that draw nothing when off. The
// digests were made before such options existed, by Node 20 on x64. Powers and exponentials may
// differ in the last bit in other engines, and a pixel with them.
const digest = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
};

describe('the bundled recipe', () => {
  test('the batches of the bundled recipe stay what they are, photos and cameras', async () => {
    const scenes = Array.from({ length: 6 }, (_, i) =>
      proceduralScene(512, 512, createRandom('recipe', i)),
    );
    const photos: TrainingPhoto[] = Array.from({ length: 44 }, (_, i) => ({
      id: `p${i}`,
      group: `g${i}`,
      tags: [
        { name: 'Make', value: `Maker${i % 7}` },
        { name: 'Model', value: `Model${i}` },
        { name: 'PhotographicSensitivity', value: String(100 * (1 + (i % 5))) },
      ],
      colourChart: i % 11 === 0,
      crops: async () => [scenes[i % 6]!, scenes[(i + 1 + (i % 4)) % 6]!],
    }));
    const digests: string[][] = [];
    for (const step of [0, 1, 977]) {
      const { patches, sentences } = await trainingBatch(photos, { seed: 1, step });
      const parts = [0, 1, 2].map((part) => {
        // Photos of the first view, cameras of the first view, second views.
        const bounds = [0, 88, 128, 256];
        const length = patches.data.length / 256;
        return digest(patches.data.subarray(bounds[part]! * length, bounds[part + 1]! * length));
      });
      digests.push([digest(sentences.join('\n')), ...parts]);
    }
    expect(digests).toMatchInlineSnapshot(`
      [
        [
          "dc5ed2b71ba2f3cf",
          "d3211e659ab28cd4",
          "9da24d2579158241",
          "8cee586b1f3a3ab6",
        ],
        [
          "22b91736369bcce2",
          "a4700102bc027006",
          "db94b034c975605f",
          "ace27e967da33099",
        ],
        [
          "036bb04b91cbb73b",
          "c94851a2a4f27204",
          "3c1b72aaba1a109d",
          "c0382b41fd1e2d39",
        ],
      ]
    `);
  });

  test('chains and cameras are drawn as they were', () => {
    const random = createRandom('draws', 1);
    const drawn = Array.from({ length: 400 }, () => {
      const profile = randomProfile(random);
      return [randomChain(random), profile, perturbProfile(profile, random)];
    });
    expect([digest(JSON.stringify(drawn)), random.uint32()]).toMatchInlineSnapshot(`
      [
        "c210238ffb17ccad",
        2444690501,
      ]
    `);
  });
});
