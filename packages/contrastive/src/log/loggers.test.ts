import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { jsonLinesLogger, readRunLog } from '../node.ts';
import type { StepFigures } from '../run/train-step-report.ts';
import { formatDuration } from './format-duration.ts';
import { parseRunLog } from './parse-run-log.ts';
import { progressLogger } from './progress-logger.ts';
import { progressText } from './progress-text.ts';
import type { RunLogger } from './run-logger.ts';
import { runPace } from './run-pace.ts';
import { severalLoggers } from './several-loggers.ts';
import { stepScalars } from './step-scalars.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loggers-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('stepScalars', () => {
  it('has what the step reported, its speed with the wait, and what validation found', () => {
    expect(stepScalars({ ...figures(3), patches: 8, validation: { recall: 0.5 } })).toEqual({
      loss: 2,
      accuracy: 0.25,
      learningRate: 0.1,
      seconds: 1.5,
      waitSeconds: 0.5,
      patchesPerSecond: 4,
      'validation/recall': 0.5,
    });
    expect(stepScalars(figures(3))).not.toHaveProperty('patchesPerSecond');
  });
});

describe('jsonLinesLogger', () => {
  it('writes a line a step, which `readRunLog` reads', async () => {
    const path = join(folder, 'fresh.jsonl');
    const logger = await jsonLinesLogger(path);
    expect(await readFile(path, 'utf8')).toBe('');
    await logger.step(figures(1));
    await logger.step({ ...figures(2), metrics: { loss: Number.POSITIVE_INFINITY } });
    await logger.close();
    expect(await readFile(path, 'utf8')).toBe(
      '{"step":1,"loss":2,"accuracy":0.25,"learningRate":0.1,"seconds":1.5,"waitSeconds":0.5}\n' +
        '{"step":2,"loss":null,"learningRate":0.1,"seconds":1.5,"waitSeconds":0.5}\n',
    );
    const [one, two] = await readRunLog(path);
    expect(one).toEqual({ step: 1, scalars: stepScalars(figures(1)) });
    expect(two!.scalars.loss).toBeNaN();
    expect(await readRunLog(join(folder, 'absent.jsonl'))).toEqual([]);
  });

  it('drops what came after the checkpoint, and the half line of a killed process', async () => {
    const path = join(folder, 'killed.jsonl');
    const lines = '{"step":1,"loss":3}\n{"step":2,"loss":2}\n{"step":3,"loss":1}\n{"step":4,"lo';
    await writeFile(path, lines);
    const logger = await jsonLinesLogger(path, 2);
    await logger.step(figures(3));
    expect((await readRunLog(path)).map(({ step }) => step)).toEqual([1, 2, 3]);
    expect((await readFile(path, 'utf8')).split('\n')[2]).toContain('"loss":2,');
    expect(await readdir(folder)).not.toContain('killed.jsonl.tmp');
  });

  it('keeps a whole line that lacks its end, and lines that are of no step', async () => {
    const path = join(folder, 'odd.jsonl');
    await writeFile(path, '# mine\n\n{"step":1}\n{"step":9}\n{"step":2}');
    await jsonLinesLogger(path, 2);
    expect(await readFile(path, 'utf8')).toBe('# mine\n\n{"step":1}\n{"step":2}\n');
  });

  it('fails where it cannot read', async () => {
    await expect(jsonLinesLogger(folder)).rejects.toThrow(/EISDIR/);
  });
});

describe('parseRunLog', () => {
  it('passes over what is no step', () => {
    const text = 'null\n1\n{"step":"1"}\n{"loss":1}\nx\n{"step":5,"loss":1,"note":"a"}';
    expect(parseRunLog(text)).toEqual([{ step: 5, scalars: { loss: 1 } }]);
    expect(parseRunLog('')).toEqual([]);
  });
});

describe('severalLoggers', () => {
  it('tells all, even when one throws, and then throws what it threw', async () => {
    const [a, b] = [spy(), spy()];
    const logger = severalLoggers([a, failing('full'), b]);
    await expect(logger.step(figures(1))).rejects.toThrow(new Error('full'));
    await expect(logger.close()).rejects.toThrow(new Error('full'));
    for (const { step, close } of [a, b]) {
      expect(step).toHaveBeenCalledOnce();
      expect(close).toHaveBeenCalledOnce();
    }
    const both = severalLoggers([failing('full'), failing('gone')]);
    const error = await Promise.resolve(both.step(figures(1))).catch((e: unknown) => e);
    expect(String(error)).toBe('AggregateError: 2 loggers failed');
  });

  it('goes on without one that threw where the caller takes the error', async () => {
    const [a, onError, bad] = [spy(), vi.fn(), failing('full')];
    const logger = severalLoggers([bad, a], { onError });
    for (const step of [1, 2]) await logger.step(figures(step));
    await logger.close();
    expect(a.step).toHaveBeenCalledTimes(2);
    expect(onError.mock.calls).toEqual([[new Error('full'), bad]]);
    await severalLoggers([]).step(figures(1));
  });
});

describe('progress', () => {
  it('is a line with loss, retrieval, speed and time left', () => {
    const pace = { secondsPerStep: 0.3151, patchesPerSecond: 812.4, secondsLeft: 720 };
    expect(progressText(figures(1), pace)).toBe(
      'loss 2.000, retrieval 25 %, 812 patches/s, 12 min left',
    );
    const unknown = { ...pace, patchesPerSecond: undefined };
    expect(progressText({ loss: Number.NaN, metrics: {} }, unknown)).toBe(
      'loss NaN, 0.32 s/step, 12 min left',
    );
  });

  it('measures the pace between steps, and not what came before the first', () => {
    let time = 90_000;
    const pace = runPace(11, () => time);
    const report = { ...figures(1), patches: 10 };
    expect(pace(report)).toEqual({ secondsPerStep: 2, patchesPerSecond: 5, secondsLeft: 20 });
    time += 12_000; // validation among it
    expect(pace({ ...report, step: 4 })).toEqual({
      secondsPerStep: 4,
      patchesPerSecond: 2.5,
      secondsLeft: 28,
    });
    const resumed = runPace(11, () => time);
    expect(resumed(figures(11))).toMatchObject({ secondsLeft: 0, patchesPerSecond: undefined });
  });

  it('is drawn by whatever the caller has', async () => {
    const display = { update: vi.fn(), clear: vi.fn() };
    const logger = progressLogger(display, 3);
    await logger.step(figures(2));
    await logger.close();
    expect(display.update.mock.calls).toEqual([
      [2, 3, 'loss 2.000, retrieval 25 %, 2.00 s/step, 2 s left'],
    ]);
    expect(display.clear).toHaveBeenCalledOnce();
  });

  it.each([
    [0, '0 s'],
    [99.4, '99 s'],
    [100, '2 min'],
    [5970, '1 h 40 min'],
    [7500, '2 h 5 min'],
    [200_000, '2 d 7 h'],
    [-1, '0 s'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown'],
  ])('%d s are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

function figures(step: number): StepFigures {
  return {
    step,
    loss: 2,
    metrics: { loss: 2, accuracy: 0.25 },
    learningRate: 0.1,
    seconds: 1.5,
    waitSeconds: 0.5,
    patches: undefined,
    validation: undefined,
  };
}

function spy(): RunLogger {
  return { step: vi.fn(), close: vi.fn() };
}

function failing(message: string): RunLogger {
  const fail = (): never => {
    throw new Error(message);
  };
  return { step: fail, close: fail };
}
