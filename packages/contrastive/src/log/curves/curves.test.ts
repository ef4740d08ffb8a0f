import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curvesPageLogger } from '../../node.ts';
import type { StepFigures } from '../../run/train-step-report.ts';
import type { LoggedStep } from '../parse-run-log.ts';
import { curveSvg } from './curve-svg.ts';
import { curvesOf } from './curves-of.ts';
import { curvesPage } from './curves-page.ts';
import { niceTicks } from './nice-ticks.ts';
import { shortNumber } from './short-number.ts';
import { smoothed } from './smoothed.ts';
import { thinPoints } from './thin-points.ts';
import { valueRange } from './value-range.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'curves-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('curvesPage', () => {
  it('is one page without script or network that shows every scalar', () => {
    const page = curvesPage(manySteps(300), { title: 'a <b>', totalSteps: 1000, secondsLeft: 60 });
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|https?:|url\(|@import|NaN|Infinity|undefined/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<h1>a &#60;b&#62;</h1>');
    const titles = [...page.matchAll(/<b>(.*?)<\/b>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      'Loss',
      'Retrieval accuracy',
      'Validation: recall@1',
      'Learning rate',
      'Speed',
      'my &#38; metric',
    ]);
    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page).toContain('step 300 of 1,000, stopped');
  });

  it('loads itself anew while the run goes on, and says how far it is', () => {
    const options = { title: 't', totalSteps: 30, refreshSeconds: 5 };
    const page = curvesPage(manySteps(20), { ...options, secondsLeft: 61 });
    expect(page).toContain('<meta http-equiv="refresh" content="5">');
    expect(page).toContain('step 20 of 30, 61 s left');
    expect(curvesPage([], options)).toContain('step 0 of 30, running');
    expect(curvesPage([], options)).not.toContain('<svg');
    expect(curvesPage(manySteps(30), options)).toContain('finished');
  });

  it('counts what is no finite number, and draws the rest', () => {
    const steps = [1, Number.NaN, Number.POSITIVE_INFINITY].map((loss, i) => ({
      step: i + 1,
      scalars: { loss },
    }));
    const page = curvesPage(steps, { title: 't', totalSteps: 3 });
    expect(page).toContain('<span>2 not finite</span>');
    expect(page.match(/<svg /g)).toHaveLength(1);
    const none = curvesPage(steps.slice(1), { title: 't', totalSteps: 3 });
    expect(none).toContain('<output>–</output>');
    expect(none).not.toMatch(/<svg|NaN/);
  });

  it('stays small for a run of many steps', () => {
    const page = curvesPage(manySteps(20_000), { title: 't', totalSteps: 20_000 });
    expect(page.length).toBeLessThan(200_000);
  });
});

describe('curveSvg', () => {
  it('puts large values up, later steps right, and keeps outliers on the edge', () => {
    const points = Array.from({ length: 400 }, (_, i) => ({
      step: i + 1,
      value: i === 200 ? 1e6 : i % 2,
    }));
    const svg = curveSvg({ title: 'Loss', unit: '', isExact: true, points, broken: 0 });
    // the line is exact here: dots lie where it goes, but for the outlier
    const dots = [...svg.matchAll(/M([\d.]+) ([\d.]+)h0/g)].map(([, x, y]) => [+x!, +y!] as const);
    expect(dots.map(([x]) => x)).toEqual(dots.map(([x]) => x).sort((a, b) => a - b));
    expect(Math.min(...dots.map(([x]) => x))).toBeGreaterThanOrEqual(48);
    expect(Math.max(...dots.map(([x]) => x))).toBe(340);
    for (const [, y] of dots) {
      expect(y).toBeGreaterThanOrEqual(8);
      expect(y).toBeLessThanOrEqual(160);
    }
    expect(Math.min(...dots.map(([, y]) => y))).toBeLessThan(20);
  });

  it('draws a single point, and values that are all alike', () => {
    const one = [{ step: 1, value: 0 }];
    const alike = [1, 2, 3].map((step) => ({ step, value: -7 }));
    for (const points of [one, alike]) {
      const svg = curveSvg({ title: 't', unit: 's', isExact: false, points, broken: 0 });
      expect(svg).not.toMatch(/NaN|Infinity/);
      expect(svg).toMatch(/class="dots few" d="M/);
      expect(svg).toContain(`aria-label="t, s: ${points.at(-1)!.value} at step ${points.length}"`);
    }
  });
});

describe('its parts', () => {
  it('ticks are round, lie between the ends, and are few', () => {
    expect(niceTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
    expect(niceTicks(4.1, 7.5, 5)).toEqual([5, 6, 7]);
    expect(niceTicks(-3e-5, 9e-5, 5)).toHaveLength(2); // 0 and 5e-5
    expect(niceTicks(0, 3000, 5)).toEqual([0, 1000, 2000, 3000]);
    for (let i = 1; i < 200; i++) {
      const [low, high] = [Math.sin(i) * i, Math.sin(i) * i + 1.1 ** i];
      const ticks = niceTicks(low, high, 5);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(Math.min(...ticks)).toBeGreaterThanOrEqual(low - 1e-6 * (high - low));
      expect(Math.max(...ticks)).toBeLessThanOrEqual(high + 1e-6 * (high - low));
    }
  });

  it.each([
    [0, '0'],
    [0.6000000000000001, '0.6'],
    [-12.3456, '-12.3'],
    [2047.6, '2,048'],
    [0.00001234, '1.23e-5'],
    [12345678, '1.23e7'],
    [Number.NaN, 'NaN'],
  ])('%d is shown as %s', (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });

  it('smoothing is the weighted mean of all neighbours, as computed one by one', () => {
    const values = Array.from({ length: 40 }, (_, i) => Math.sin(i * i));
    const span = 4;
    const decay = 1 - 2 / (span + 1);
    const expected = values.map((_, i) => {
      const weights = values.map((_, k) => decay ** Math.abs(i - k));
      const total = weights.reduce((a, b) => a + b, 0);
      return values.reduce((sum, value, k) => sum + (value * weights[k]!) / total, 0);
    });
    smoothed(values, span).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 12);
    });
    expect(smoothed(values, 1)).toEqual(values);
    expect(smoothed(values, 0.1)).toEqual(values);
    expect(smoothed([], 3)).toEqual([]);
    expect(smoothed([5], 3)).toEqual([5]);
  });

  it('smoothing leaves a straight line where it is, but for its ends', () => {
    const line = Array.from({ length: 101 }, (_, i) => i);
    expect(smoothed(line, 5)[50]).toBeCloseTo(50, 6); // no lag
  });

  it('thinning keeps the least, the greatest, and the order', () => {
    const points = Array.from({ length: 999 }, (_, i) => ({ step: i, value: (i * 7919) % 997 }));
    const thin = thinPoints(points, 10);
    expect(thin).toHaveLength(20);
    expect(thin.map(({ step }) => step)).toEqual(
      thin.map(({ step }) => step).sort((a, b) => a - b),
    );
    const values = thin.map(({ value }) => value);
    expect([Math.min(...values), Math.max(...values)]).toEqual([0, 996]);
    expect(thinPoints(points, 500)).toEqual(points);
    expect(thinPoints([], 5)).toEqual([]);
  });

  it('the range leaves out a hundredth at either end of many points, and none of few', () => {
    const points = Array.from({ length: 200 }, (_, i) => ({ step: i, value: i === 9 ? 1e9 : i }));
    const [low, high] = valueRange(points, [50]);
    expect([low < 2, low > -20, high > 198, high < 300]).toEqual([true, true, true, true]);
    expect(valueRange(points.slice(0, 20), [])[1]).toBeGreaterThan(1e9);
    expect(valueRange([{ step: 1, value: 3 }], [3])).toEqual([2.7, 3.3]);
    expect(valueRange([{ step: 1, value: 0 }], [0])).toEqual([-1, 1]);
  });

  it('accuracy is shown in percent', () => {
    const [curve] = curvesOf([{ step: 1, scalars: { accuracy: 0.25 } }]);
    expect(curve).toMatchObject({ unit: '% of the batch', points: [{ step: 1, value: 25 }] });
    expect(curvesOf([])).toEqual([]);
  });
});

describe('curvesPageLogger', () => {
  it('writes at most every few seconds, and at the end a page that stays', async () => {
    const path = join(folder, 'curves.html');
    const log = join(folder, 'log.jsonl');
    await writeFile(log, '{"step":1,"loss":8}\n');
    const logger = await curvesPageLogger(path, { totalSteps: 9, log, everySeconds: 1000 });
    await logger.step(figures(2));
    const first = await readFile(path, 'utf8');
    expect(first).toContain('content="1000"');
    expect(first).toContain('Training run: step 2');
    expect(first.match(/h0/g)).toHaveLength(2 + 1 + 1 + 1); // loss has the step of the log too
    await logger.step(figures(3));
    expect(await readFile(path, 'utf8')).toBe(first);
    await logger.close();
    const last = await readFile(path, 'utf8');
    expect(last).toContain('step 3 of 9, stopped');
    expect(last).not.toContain('http-equiv="refresh"');
  });
});

function manySteps(count: number): LoggedStep[] {
  return Array.from({ length: count }, (_, i) => ({
    step: i + 1,
    scalars: {
      loss: 7 / (1 + i / 100) + Math.sin(i * i),
      'my & metric': i,
      learningRate: 1e-4,
      patchesPerSecond: 200,
      accuracy: i / count,
      ...(i % 10 === 9 ? { 'validation/recall@1': i / count } : {}),
    },
  }));
}

function figures(step: number): StepFigures {
  return {
    step,
    loss: 7,
    metrics: { loss: 7 },
    learningRate: 0.1,
    seconds: 1,
    waitSeconds: 0,
    patches: undefined,
    validation: undefined,
  };
}
