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

test('the README’s example of a service runs', async () => {
  const photo = proceduralScene(160, 120, createRandom('readme', 1));
  // #region service
  const chain = socialChain('twitter', { width: 6000, height: 4000 });
  // [{ kind: 'resize', factor: 0.683, … }, { kind: 'jpeg', quality: 85, … }]
  const posted = await applyChain(photo, chain);
  // #endregion service
  expect(chain).toMatchObject([{ kind: 'resize' }, { kind: 'jpeg', quality: 85 }]);
  expect(posted.width).toBe(109);
});

test('the README’s example of a forgery runs', async () => {
  const scene = (i: number) => proceduralScene(160, 120, createRandom('readme', i));
  const [host, donor] = [scene(1), scene(2)];
  // #region forgery
  const { image, mask, record } = await synthesizeSplice(host, donor, {
    seed: 1,
    region: { kind: 'similar' }, // or polygon, brush, or a mask of an object; drawn if left out
    blend: { kind: 'gradient' }, // or none, or feather
    chain: [{ kind: 'jpeg', quality: 85, chromaSubsampling: '4:2:0' }], // edits of the whole
  });
  // #endregion forgery
  expect(image.width * image.height).toBe(mask.data.length);
  expect(record.areaShare).toBeGreaterThan(0.02);
});

test('the README shows that example', () => {
  const source = readFileSync(new URL('./readme.test.ts', import.meta.url), 'utf8');
  const [, region] = /#region readme\n(.*?)\n *\/\/ #endregion/s.exec(source) ?? [];
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region!.replace(/^ {2}/gm, ''));
});
