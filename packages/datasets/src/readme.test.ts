import { readFileSync } from 'node:fs';
import { renderSentence } from '@exifclip/exif-text';
import { expect, test } from 'vitest';
import {
  applyChain,
  chainTags,
  createRandom,
  perturbProfile,
  proceduralScene,
  profileTags,
  randomChain,
  randomProfile,
  simulateCamera,
  socialChain,
  spliceImages,
  synthesizeSplice,
} from './index.ts';

test('the example of the README runs', async () => {
  // #region readme
  const random = createRandom('example', 1); // seeded: the same everywhere
  const scene = proceduralScene(320, 240, random); // or a photo shrunk to less than half

  const camera = randomProfile(random);
  const photo = await simulateCamera(scene, camera, { random });
  const words = renderSentence(profileTags(camera)); // 'BayerPattern: GRBG, LensBlur: 0.6, …'

  const chain = randomChain(random); // [{ kind: 'resize', factor: 0.7, kernel: 'bicubic' }, …]
  const edited = await applyChain(photo, chain, { random });
  const sentence = renderSentence([...profileTags(camera), ...chainTags(chain)]);

  const other = await simulateCamera(scene, perturbProfile(camera, random), { random });
  const { image, mask } = spliceImages(photo, other, { random, areaShare: 0.1, feather: 1 });
  // #endregion readme
  expect(sentence.startsWith(words)).toBe(true);
  expect(words).toMatch(/^BayerPattern: .*, ToneGamma: .*, JpegQuality: /);
  expect(edited.data.length).toBe(edited.width * edited.height * 3);
  expect([image.width, image.height]).toEqual([320, 240]);
  expect(mask.data.filter((value) => value === 255).length / (320 * 240)).toBeCloseTo(0.1, 2);
});

test('the README’s examples of a service and of a forgery run', async () => {
  const [photo, donor] = [1, 2].map((i) => proceduralScene(160, 120, createRandom('readme', i)));
  const host = photo!;
  const chain = socialChain('twitter', { width: 6000, height: 4000 });
  expect(chain).toMatchObject([{ kind: 'resize' }, { kind: 'jpeg', quality: 85 }]);
  expect((await applyChain(host, chain)).width).toBe(109);
  const { image, mask, record } = await synthesizeSplice(host, donor!, {
    seed: 1,
    region: { kind: 'similar' },
    blend: { kind: 'gradient' },
    chain: [{ kind: 'jpeg', quality: 85, chromaSubsampling: '4:2:0' }],
  });
  expect(image.width * image.height).toBe(mask.data.length);
  expect(record.areaShare).toBeGreaterThan(0.02);
});

test('the README shows that example', () => {
  const source = readFileSync(new URL('./readme.test.ts', import.meta.url), 'utf8');
  const [, region] = /#region readme\n(.*?)\n *\/\/ #endregion/s.exec(source) ?? [];
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region!.replace(/^ {2}/gm, ''));
});
