import { cropImage, type RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { applyChain } from './apply-chain.ts';
import { jpegPeriod } from './jpeg-period.ts';
import { patchPlan } from './patch-plan.ts';
import { processPatch } from './process-patch.ts';
import type { ProcessingStep } from './processing-step.ts';
import { sharpResizer } from './sharp-resizer.node.ts';
import { sharpWebpCodec } from './sharp-webp-codec.node.ts';

// Sides that 16, and the fractions of the factors below, divide.
const scene = proceduralScene(480, 400, createRandom('patches'));

/** Pixels that differ by more than `by` grey levels. */
const unlike = (a: RasterImage, b: RasterImage, by = 0): number =>
  a.data.filter((value, i) => Math.abs(value - b.data[i]!) > by).length;

/** A step, the multiple at which regions may begin, and pixels around that are not compared. */
interface Case {
  step: ProcessingStep;
  grid: number;
  border?: number;
}

const cases: Case[] = [
  { step: { kind: 'resize', factor: 0.5, kernel: 'mitchell' }, grid: 2 },
  { step: { kind: 'resize', factor: 0.8, kernel: 'lanczos2' }, grid: 5 },
  { step: { kind: 'resize', factor: 1.5, kernel: 'mitchell' }, grid: 2 },
  { step: { kind: 'resize', factor: 0.8, kernel: 'nearest', library: 'libvips' }, grid: 5 },
  { step: { kind: 'resize', factor: 0.8, kernel: 'bicubic', library: 'libvips' }, grid: 5 },
  { step: { kind: 'resize', factor: 0.5, kernel: 'mitchell', library: 'libvips' }, grid: 2 },
  { step: { kind: 'resize', factor: 0.75, kernel: 'lanczos2', library: 'libvips' }, grid: 4 },
  { step: { kind: 'resize', factor: 0.4, kernel: 'lanczos3', library: 'libvips' }, grid: 5 },
  { step: { kind: 'resize', factor: 1.25, kernel: 'bicubic', library: 'libvips' }, grid: 4 },
  { step: { kind: 'colour-space', space: 'display-p3', profile: 'kept' }, grid: 1 },
  { step: { kind: 'colour-space', space: 'adobe-rgb', profile: 'lost' }, grid: 1 },
  { step: { kind: 'grey' }, grid: 1 },
  { step: { kind: 'chroma', sampling: '4:4:4', filter: 'mean' }, grid: 1 },
  { step: { kind: 'chroma', sampling: '4:2:2', filter: 'point' }, grid: 2 },
  { step: { kind: 'chroma', sampling: '4:2:0', filter: 'linear' }, grid: 2 },
  { step: { kind: 'chroma', sampling: '4:1:1', filter: 'mean' }, grid: 4 },
  { step: { kind: 'chroma', sampling: '4:1:1', filter: 'linear' }, grid: 4 },
  { step: { kind: 'jpeg', quality: 90, chromaSubsampling: '4:4:4', tables: 'apple' }, grid: 8 },
  // libjpeg interpolates chroma over a pixel beyond its blocks, which a region does not have.
  {
    step: { kind: 'jpeg', quality: 80, chromaSubsampling: '4:2:2', tables: 'sony' },
    grid: 16,
    border: 2,
  },
];

describe('a planned patch', () => {
  test.each(cases)(
    'of $step is the patch of the whole image',
    async ({ step, grid, border = 0 }) => {
      const options = { resizer: sharpResizer };
      const whole = await applyChain(scene, [step], options);
      for (let seed = 0; seed < 8; seed += 1) {
        const random = createRandom('patch', seed);
        const plan = patchPlan([step], 48, random);
        const place = (size: number, need: number): number =>
          grid * random.integer(Math.floor((size - need) / grid) + 1);
        const x = place(scene.width, plan.width);
        const y = place(scene.height, plan.height);
        const centre = { x: x + plan.width / 2, y: y + plan.height / 2 };
        const patch = await processPatch(scene, centre, plan, options);
        const factor = step.kind === 'resize' ? step.factor : 1;
        const { x: right, y: down } = plan.stages[0]!;
        const size = { width: 48 - 2 * border, height: 48 - 2 * border };
        const expected = cropImage(whole, {
          ...size,
          x: Math.round(x * factor) + right + border,
          y: Math.round(y * factor) + down + border,
        });
        const inner = cropImage(patch, { x: border, y: border, ...size });
        expect(unlike(inner, expected), `at ${x}, ${y} with seed ${seed}`).toBe(0);
      }
    },
  );

  test('of a WebP has its size and about the error of the whole', async () => {
    const step: ProcessingStep = { kind: 'webp', quality: 75 };
    const options = { webp: sharpWebpCodec };
    const whole = await applyChain(scene, [step], options);
    const error = (a: RasterImage, b: RasterImage): number =>
      a.data.reduce((sum, value, i) => sum + (value - b.data[i]!) ** 2, 0) / a.data.length;
    const errors: number[] = [];
    const expected: number[] = [];
    for (let seed = 0; seed < 12; seed += 1) {
      const random = createRandom('webp', seed);
      const plan = patchPlan([step], 64, random);
      const x = 16 * random.integer(25);
      const y = 16 * random.integer(20);
      const centre = { x: x + plan.width / 2, y: y + plan.height / 2 };
      const patch = await processPatch(scene, centre, plan, options);
      const area = { x: x + plan.stages[0]!.x, y: y + plan.stages[0]!.y, width: 64, height: 64 };
      errors.push(error(patch, cropImage(scene, area)));
      expected.push(error(cropImage(whole, area), cropImage(scene, area)));
    }
    const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
    expect(sum(errors) / sum(expected)).toBeGreaterThan(0.6);
    expect(sum(errors) / sum(expected)).toBeLessThan(1.6);
  });

  test('of two JPEGs with phases has their grids as far apart as the whole image has', async () => {
    for (const [first, second] of [
      ['4:4:4', '4:4:4'],
      ['4:2:0', '4:4:4'],
      ['4:4:4', '4:2:0'],
      ['4:2:2', '4:2:0'],
    ] as const) {
      const chain: ProcessingStep[] = [
        { kind: 'jpeg', quality: 40, chromaSubsampling: first, phase: { x: 0, y: 0 } },
        { kind: 'sharpen', amount: 0.4 },
        { kind: 'jpeg', quality: 85, chromaSubsampling: second, phase: { x: 3, y: 6 } },
      ];
      const whole = await applyChain(scene, chain);
      for (let seed = 0; seed < 12; seed += 1) {
        const plan = patchPlan(chain, 40, createRandom('shift', seed));
        // A region must begin where blocks of the first JPEG do, and lead to where the second's do.
        const [jpeg, sharpen] = plan.stages;
        const begin = (axis: 'x' | 'y', phase: number): number =>
          [64, 72].find(
            (start) =>
              start % jpegPeriod(first)[axis] === 0 &&
              (start + jpeg![axis] + sharpen![axis] + phase) % jpegPeriod(second)[axis] === 0,
          )!;
        const [x, y] = [begin('x', 3), begin('y', 6)];
        const centre = { x: x + plan.width / 2, y: y + plan.height / 2 };
        const patch = await processPatch(scene, centre, plan);
        const at = plan.stages.reduce(
          (sum, stage) => ({ x: sum.x + stage.x, y: sum.y + stage.y }),
          {
            x,
            y,
          },
        );
        const inner = { width: 24, height: 24 };
        const expected = cropImage(whole, { x: at.x + 8, y: at.y + 8, ...inner });
        expect(unlike(cropImage(patch, { x: 8, y: 8, ...inner }), expected)).toBe(0);
      }
    }
  });

  test('of a resize by a library has a region of a size that comes out whole', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const step = { kind: 'resize', factor: 0.83, kernel: 'bicubic', library: 'libvips' } as const;
      const plan = patchPlan([step], 64, createRandom(seed));
      expect(plan.width % 100).toBe(0);
      expect(() => patchPlan([{ ...step, factor: 1 / 3 }], 64, createRandom(seed))).toThrow(
        /steps of 0\.01 for a library, got 0\.333/,
      );
    }
  });
});
