import { expect, test } from 'vitest';
import { learningRateOf } from '../learning-rate-of.ts';
import { checkPhases } from './check-phases.ts';
import { parseRunConfig } from './parse-run-config.ts';
import { phaseEnds } from './phase-ends.ts';
import { defaultRunConfig, type RunConfig, type RunPhase } from './run-config.ts';
import { settingsAt } from './settings-at.ts';

const runOf = (...later: RunPhase[]): RunConfig => ({
  ...defaultRunConfig,
  ...{ steps: 100, photosPerBatch: 30, cameraPairs: 10, warmupSteps: 0, later },
});
const second = { from: 100, steps: 150, photosPerBatch: 20, cameraPairs: 20, twoPhotoShare: 0.5 };

test('from its first step on a phase changes what it names, and nothing else', () => {
  const run = runOf(second);
  checkPhases(run);
  expect(settingsAt(run, 99)).toEqual(run);
  const { from: _, ...changes } = second;
  expect(settingsAt(run, 100)).toEqual({ ...run, ...changes });
});

test('the learning rate of a phase is that of a run of its steps: it rises again where one begins', () => {
  const rate = learningRateOf(runOf(second));
  expect(rate(99)).toBeLessThan(1e-6);
  expect(rate(100)).toBeCloseTo(0.5e-3 * (1 + Math.cos((Math.PI * 100) / 150)), 12);
  expect(rate(149)).toBeLessThan(1e-6);
});

test('the phases of the bundled model go together, and each begins with a rate of its own', () => {
  checkPhases(defaultRunConfig);
  expect(phaseEnds(defaultRunConfig)).toEqual([2500, 4200]);
  const rate = learningRateOf(defaultRunConfig);
  expect([2499, 2500, 4199].map((step) => Number(rate(step).toFixed(6)))).toEqual([0, 0.000368, 0]);
});

test('phases out of order, without steps of their own, or of other batches are refused by name', () => {
  const refused = (...later: RunPhase[]) => expect(() => checkPhases(runOf(...later)));
  refused({ from: 101, steps: 200 }).toThrow('"later" from step 101: expected it to begin after');
  refused(second, { from: 90, steps: 200 }).toThrow('after step 100, up to step 150');
  refused({ from: 100 }).toThrow('expected "steps" above 100, got 100');
  refused({ ...second, cameraPairs: 21 }).toThrow('to add up to 40 as before, got 41');
});

test('a file names phases by their first step, with settings that may change, each in its range', () => {
  const parse = (later: unknown) => parseRunConfig(JSON.stringify({ later }), 'run.json');
  expect(parse([second])).toEqual({ later: [second] });
  for (const wrong of [
    ...[{}, [7], [null], [{ steps: 5 }], [{ from: 0 }]],
    ...[[{ from: 5, patchWeight: 1 }], [{ from: 5, twoPhotoShare: 2 }]],
  ]) {
    expect(() => parse(wrong)).toThrow('run.json: expected "later" to be a list of {"from": step');
  }
});
