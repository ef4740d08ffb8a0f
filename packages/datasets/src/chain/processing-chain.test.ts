import { cropImage, type RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { applyChain } from './apply-chain.ts';
import { chainTags } from './chain-tags.ts';
import { patchPlan } from './patch-plan.ts';
import { processPatch } from './process-patch.ts';
import type { ProcessingStep } from './processing-step.ts';
import { randomChain } from './random-chain.ts';

const scene = proceduralScene(224, 208, createRandom('chain'));

/** Equality of many bytes, which vitest compares slowly. */
const isSame = (a: RasterImage, b: RasterImage): boolean => Buffer.compare(a.data, b.data) === 0;

const everyKind: ProcessingStep[] = [
  { kind: 'jpeg', quality: 88, chromaSubsampling: '4:4:4', phase: 'random' },
  { kind: 'resize', factor: 0.83, kernel: 'bicubic' },
  { kind: 'blur', sigma: 0.62 },
  { kind: 'sharpen', amount: 0.33 },
  { kind: 'unsharp', radius: 1.33, amount: 0.75 },
  { kind: 'median', size: 3 },
  { kind: 'noise', sigma: 2.3 },
  { kind: 'gamma', gamma: 1.13 },
  { kind: 'contrast', gain: 0.91 },
  { kind: 'saturation', gain: 1.24 },
  { kind: 'jpeg', quality: 75, chromaSubsampling: '4:2:0', phase: { x: 3, y: 11 } },
];

describe('applyChain', () => {
  test('`applyChain` takes the steps in order, leaves its argument alone and depends on its seed only', async () => {
    const before = scene.data.slice();
    const result = await applyChain(scene, everyKind, { random: createRandom(4) });
    expect([result.width, result.height]).toEqual([186, 173]);
    expect(isSame(scene, { ...scene, data: before })).toBe(true);
    const again = await applyChain(scene, everyKind, { random: createRandom(4) });
    expect(isSame(again, result)).toBe(true);
    const other = await applyChain(scene, everyKind, { random: createRandom(5) });
    expect(isSame(other, result)).toBe(false);
    expect(await applyChain(scene, [])).toBe(scene);
  });

  test('the phase of a JPEG says where its grid of blocks lies', async () => {
    const jpeg = { kind: 'jpeg', quality: 60, chromaSubsampling: '4:4:4' } as const;
    const result = await applyChain(scene, [{ ...jpeg, phase: { x: 3, y: 6 } }]);
    // With 3 pixels of the first block outside, the second block begins at 5; rows likewise at 2.
    const aligned = await applyChain(cropImage(scene, { x: 5, y: 2, width: 64, height: 64 }), [
      jpeg,
    ]);
    expect(cropImage(result, { x: 5, y: 2, width: 64, height: 64 })).toEqual(aligned);
  });

  test('settings out of range are refused with what came', async () => {
    const bad: [ProcessingStep, RegExp][] = [
      [{ kind: 'jpeg', quality: 0, chromaSubsampling: '4:4:4' }, /1…100.*got 0/],
      [{ kind: 'resize', factor: 0, kernel: 'bicubic' }, /above 0, got 0/],
      [{ kind: 'blur', sigma: -1 }, /at least 0 pixels, got -1/],
    ];
    for (const [step, message] of bad) {
      await expect(applyChain(scene, [step])).rejects.toThrow(message);
    }
  });
});

describe('chainTags', () => {
  test('`chainTags` says every step in words, rounded coarsely, and tells an earlier JPEG apart', () => {
    const words = chainTags(everyKind).map(({ name, value }) => `${name}: ${value}`);
    expect(words).toEqual([
      'EarlierJpegQuality: 88',
      'EarlierJpegSubsampling: 4:4:4',
      'Resize: 0.85 bicubic',
      'GaussianBlur: 0.6',
      'Sharpen: 0.3',
      'UnsharpRadius: 1.4',
      'UnsharpAmount: 0.8',
      'MedianFilter: 3',
      'Noise: 2.5',
      'GammaChange: 1.15',
      'ContrastGain: 0.9',
      'SaturationGain: 1.2',
      'JpegQuality: 75',
      'JpegSubsampling: 4:2:0',
    ]);
    expect(chainTags([])).toEqual([]);
  });
});

describe('randomChain', () => {
  const chains = Array.from({ length: 4000 }, (_, i) => randomChain(createRandom('chains', i)));
  const share = (test: (chain: ProcessingStep[]) => boolean): number =>
    chains.filter(test).length / chains.length;
  const has = (kind: ProcessingStep['kind']) => (chain: ProcessingStep[]) =>
    chain.some((step) => step.kind === kind);

  test('`randomChain` leaves about 15 % untouched, saves most as JPEG and some twice', () => {
    expect(Math.abs(share((chain) => chain.length === 0) - 0.15)).toBeLessThan(0.025);
    expect(share(has('jpeg'))).toBeGreaterThan(0.6);
    const twice = share((chain) => chain.filter(({ kind }) => kind === 'jpeg').length === 2);
    expect(twice).toBeGreaterThan(0.1);
    expect(twice).toBeLessThan(0.25);
  });

  test('`randomChain` mostly shrinks, by factors of 0.35 to 2, and uses every kind of step', () => {
    const factors = chains.flatMap((chain) =>
      chain.flatMap((step) => (step.kind === 'resize' ? [step.factor] : [])),
    );
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.35);
    expect(Math.max(...factors)).toBeLessThanOrEqual(2);
    expect(factors.filter((f) => f >= 0.5 && f <= 1).length / factors.length).toBeGreaterThan(0.7);
    for (const { kind } of everyKind) expect(share(has(kind)), kind).toBeGreaterThan(0.02);
  });

  test('shares and ranges given are kept to', () => {
    const options = {
      emptyShare: 0,
      resizeShare: 1,
      resizeRange: [0.6, 0.7] as const,
      jpegShare: 0,
    };
    for (let i = 0; i < 200; i += 1) {
      const chain = randomChain(createRandom(i), options);
      const resize = chain.find((step) => step.kind === 'resize');
      expect(resize?.factor).toBeGreaterThanOrEqual(0.6);
      expect(resize?.factor).toBeLessThanOrEqual(0.7);
      expect(chain.some((step) => step.kind === 'jpeg')).toBe(false);
    }
  });
});

describe('the options of randomChain that are off', () => {
  test('each, when on, brings in its step about as often as asked for, and shares of 0 draw nothing', () => {
    const shareOf = (
      options: Parameters<typeof randomChain>[1],
      is: (step: ProcessingStep) => boolean,
    ): number => {
      const chains = Array.from({ length: 600 }, (_, i) =>
        randomChain(createRandom('options', i), { emptyShare: 0, jpegShare: 1, ...options }),
      );
      return chains.filter((chain) => chain.some(is)).length / 600;
    };
    const close = (share: number, expected: number): void =>
      expect(Math.abs(share - expected)).toBeLessThan(0.08);
    const colours = ['colour-space', 'chroma', 'grey'];
    close(
      shareOf({ colourShare: 0.4 }, ({ kind }) => colours.includes(kind)),
      0.4,
    );
    close(
      shareOf({ webpShare: 0.5 }, ({ kind }) => kind === 'webp'),
      0.5,
    );
    const byLibrary = (step: ProcessingStep): boolean => step.kind === 'resize' && !!step.library;
    close(shareOf({ resizeShare: 1, libvipsShare: 0.5 }, byLibrary), 0.5);
    const ownTables = (step: ProcessingStep): boolean => step.kind === 'jpeg' && !!step.tables;
    close(shareOf({ doubleJpegShare: 0, cameraTablesShare: 0.5 }, ownTables), 0.5);
    expect(shareOf({}, (step) => ownTables(step) || byLibrary(step) || step.kind === 'webp')).toBe(
      0,
    );
    const off = {
      socialShare: 0,
      colourShare: 0,
      libvipsShare: 0,
      webpShare: 0,
      cameraTablesShare: 0,
    };
    const [plain, given] = [createRandom('off'), createRandom('off')];
    for (let i = 0; i < 100; i += 1) expect(randomChain(given, off)).toEqual(randomChain(plain));
    expect(given.state()).toEqual(plain.state());
  });

  test('a chain of a service reduces no further than allowed, and ends as its JPEG', () => {
    for (let i = 0; i < 200; i += 1) {
      const chain = randomChain(createRandom('social', i), { socialShare: 1 });
      const [first] = chain;
      expect(chain.at(-1)).toMatchObject({ kind: 'jpeg', chromaSubsampling: '4:2:0' });
      if (first!.kind === 'resize') {
        expect(first.factor).toBeGreaterThanOrEqual(0.35 - 1e-9);
        expect(first.factor).toBeLessThan(1);
      }
    }
  });
});

describe('processPatch', () => {
  test('a patch processed by itself is the patch of the image processed as a whole', async () => {
    const chain: ProcessingStep[] = [
      { kind: 'median', size: 5 },
      { kind: 'blur', sigma: 0.9 },
      { kind: 'resize', factor: 0.5, kernel: 'lanczos3' },
      { kind: 'gamma', gamma: 1.2 },
      { kind: 'sharpen', amount: 0.7 },
      { kind: 'unsharp', radius: 1, amount: 0.5 },
    ];
    const whole = await applyChain(scene, chain);
    const plan = patchPlan(chain, 32, createRandom(1));
    // Median and blur take 5 pixels; halving then begins at an even one, as it does in the whole.
    const x = 21;
    const y = 37;
    const centre = { x: x + plan.width / 2, y: y + plan.height / 2 };
    const patch = await processPatch(scene, centre, plan);
    const lead = plan.stages.reduce(
      (sum, stage) => ({
        x: sum.x / (stage.step.kind === 'resize' ? 2 : 1) + stage.x,
        y: sum.y / (stage.step.kind === 'resize' ? 2 : 1) + stage.y,
      }),
      { x, y },
    );
    expect(patch).toEqual(cropImage(whole, { ...lead, width: 32, height: 32 }));
  });

  test('blocks of a JPEG are whole, and their grid lies anywhere over the patch', async () => {
    const chain: ProcessingStep[] = [{ kind: 'jpeg', quality: 50, chromaSubsampling: '4:2:0' }];
    const whole = await applyChain(scene, chain);
    const offsets = new Set<number>();
    for (let seed = 0; seed < 60; seed += 1) {
      const plan = patchPlan(chain, 32, createRandom(seed));
      const { x, y } = plan.stages[0]!;
      offsets.add(x);
      expect(plan.width).toBe(x === 0 ? 32 : 48);
      const centre = { x: 64 + plan.width / 2, y: 48 + plan.height / 2 };
      const patch = await processPatch(scene, centre, plan);
      // Chroma is interpolated over a pixel beyond its blocks, which the region does not have.
      const inner = { width: 28, height: 28 };
      const expected = cropImage(whole, { x: 64 + x + 2, y: 48 + y + 2, ...inner });
      expect(isSame(cropImage(patch, { x: 2, y: 2, ...inner }), expected)).toBe(true);
    }
    expect(offsets.size).toBeGreaterThan(12);
  });

  test('every random chain yields a patch, also in a corner, and too small an image is refused', async () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const random = createRandom('patches', seed);
      const plan = patchPlan(randomChain(random, { resizeRange: [0.6, 2] }), 64, random);
      if (plan.width > scene.width || plan.height > scene.height) continue;
      const patch = await processPatch(scene, { x: 0, y: 9999 }, plan, { random });
      expect([patch.width, patch.height]).toEqual([64, 64]);
    }
    const plan = patchPlan([{ kind: 'resize', factor: 0.25, kernel: 'area' }], 64, createRandom(1));
    await expect(processPatch(scene, { x: 0, y: 0 }, plan)).rejects.toThrow(
      /at least \d+×\d+ pixels for this processing chain, got 224×208/,
    );
  });
});
