import { createRandom } from '@exifclip/datasets';
import { expect, test } from 'vitest';
import { probedSteps, randomStep } from './random-step.ts';

test('`randomStep` draws steps of the kind that is asked for, the same for the same seed', () => {
  expect(probedSteps).toHaveLength(7);
  for (const kind of probedSteps) {
    const steps = Array.from({ length: 20 }, (_, i) => randomStep(kind, createRandom(kind, i)));
    expect(new Set(steps.map((step) => step.kind))).toEqual(new Set([kind]));
    expect(new Set(steps.map((step) => JSON.stringify(step))).size).toBeGreaterThan(1);
    expect(randomStep(kind, createRandom(kind, 0))).toEqual(steps[0]);
  }
});
