import { describe, expect, it, vi } from 'vitest';
import { classificationScores } from './classification-scores.ts';
import { crossValidateProbe } from './cross-validate-probe.ts';
import { seededUniform } from './seeded-uniform.ts';

describe('crossValidateProbe', () => {
  it('finds a planted direction, and chance where there is none', async () => {
    const planted = made(300, 8, 2);
    const { predictions, strengths } = await crossValidateProbe(planted);
    const { accuracy, balancedAccuracy } = scores(planted, predictions);
    // Two unit normals 4 apart: Φ(2) = 0.977 is the best that can be.
    expect(accuracy.value).toBeGreaterThan(0.94);
    expect(balancedAccuracy.value).toBeLessThan(1);
    expect(strengths).toHaveLength(5);
    const empty = made(300, 8, 0);
    const guessed = scores(empty, (await crossValidateProbe(empty)).predictions);
    expect(guessed.balancedAccuracy.low).toBeLessThan(0.5);
    expect(guessed.balancedAccuracy.high).toBeGreaterThan(0.45);
    expect(guessed.balancedAccuracy.value).toBeLessThan(0.6);
  });

  it('is not taken in by what only names the photo', async () => {
    // A photo's rows are all alike, and its label is drawn: only a leak between folds could tell.
    const random = seededUniform(1);
    const groups = Array.from({ length: 800 }, (_, i) => `photo ${i >> 2}`);
    const names = new Map(
      groups.map((group) => [group, Array.from({ length: 20 }, () => random() - 0.5)]),
    );
    const truth = new Map(groups.map((group) => [group, random() < 0.5 ? 'a' : 'b']));
    const data = Float32Array.from(groups.flatMap((group) => names.get(group)!));
    const examples = {
      features: { data, shape: [800, 20] },
      labels: groups.map((group) => truth.get(group)!),
      groups,
    };
    const { predictions } = await crossValidateProbe(examples);
    expect(scores(examples, predictions).balancedAccuracy.value).toBeLessThan(0.6);
    const alone = { ...examples, groups: groups.map((_, i) => String(i)) };
    const leaky = await crossValidateProbe(alone);
    expect(scores(alone, leaky.predictions).balancedAccuracy.value).toBeGreaterThan(0.6);
  });

  it('gives the same predictions each time, tells how far it is, and stops when told', async () => {
    const examples = made(60, 4, 1);
    const onProgress = vi.fn();
    const first = await crossValidateProbe(examples, { folds: 3, onProgress });
    expect(await crossValidateProbe(examples, { folds: 3 })).toEqual(first);
    expect(onProgress.mock.calls).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    const stop = new AbortController();
    const stopped = crossValidateProbe(examples, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('says what is wrong with its input', async () => {
    const examples = made(20, 2, 1);
    const groups = examples.groups.map(() => 'one photo');
    await expect(crossValidateProbe({ ...examples, groups })).rejects.toThrow('5 folds of 1 group');
    await expect(crossValidateProbe({ ...examples, groups: [] })).rejects.toThrow(
      'a group for each of 20 examples, got 0',
    );
    await expect(crossValidateProbe(examples, { strengths: [] })).rejects.toThrow('got none');
    const labels = examples.labels.map((_, i) => (i === 0 ? 'once' : 'a'));
    await expect(crossValidateProbe({ ...examples, labels })).rejects.toThrow('got [a]');
  });
});

describe('classificationScores', () => {
  it('counts classes alike in balanced accuracy, examples in accuracy', () => {
    const labels = ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'b', 'b'];
    const predictions = labels.map(() => 'a');
    const { accuracy, balancedAccuracy } = classificationScores(
      labels,
      predictions,
      labels.map((_, i) => String(i)),
    )!;
    expect([accuracy.value, balancedAccuracy.value]).toEqual([0.8, 0.5]);
    expect(accuracy.low).toBeLessThan(0.8);
    expect(accuracy.high).toBeLessThanOrEqual(1);
  });

  it('has the interval of the binomial law where examples are independent', () => {
    const labels = Array.from({ length: 400 }, () => 'a');
    const predictions = labels.map((_, i) => (i % 4 === 0 ? 'b' : 'a'));
    const ids = labels.map((_, i) => String(i));
    const { accuracy } = classificationScores(labels, predictions, ids)!;
    const expected = 1.96 * Math.sqrt((0.75 * 0.25) / 400);
    expect(Math.abs((accuracy.high - accuracy.low) / 2 - expected)).toBeLessThan(0.005);
  });

  it('has a wider one where examples come in groups that are right or wrong together', () => {
    const labels = Array.from({ length: 400 }, () => 'a');
    const predictions = labels.map((_, i) => ((i >> 3) % 4 === 0 ? 'b' : 'a'));
    const width = (groups: string[]) => {
      const { accuracy } = classificationScores(labels, predictions, groups)!;
      return accuracy.high - accuracy.low;
    };
    const alone = width(labels.map((_, i) => String(i)));
    const together = width(labels.map((_, i) => String(i >> 3)));
    expect(together / alone).toBeGreaterThan(2.2);
  });

  it('has nothing to say of nothing, and says when lengths disagree', () => {
    expect(classificationScores([], [], [])).toBeUndefined();
    expect(() => classificationScores(['a'], [], ['1'])).toThrow('1 predictions and groups, got 0');
  });
});

type Made = Parameters<typeof crossValidateProbe>[0];

/** Two classes of unit normals whose means lie `2 · distance` apart along the first axis. */
function made(rows: number, dim: number, distance: number): Made {
  const random = seededUniform(rows + dim);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const labels = Array.from({ length: rows }, (_, i) => (i % 2 ? 'a' : 'b'));
  const data = Float32Array.from({ length: rows * dim }, (_, i) => {
    const sign = labels[Math.floor(i / dim)] === 'a' ? 1 : -1;
    return normal() + (i % dim === 0 ? sign * distance : 0);
  });
  return { features: { data, shape: [rows, dim] }, labels, groups: labels.map((_, i) => `${i}`) };
}

function scores({ labels, groups }: Made, predictions: string[]) {
  return classificationScores(labels, predictions, groups)!;
}
