import { phaseSettings } from './phase-settings.ts';
import type { RunConfig } from './run-config.ts';
import { RunConfigError } from './run-config-error.ts';

export interface ParseRunConfigOptions {
  /** What else may stand in the file; it is left out. @defaultValue nothing */
  others?: readonly string[];
}

/**
 * Settings out of JSON: any of them, no others, each within its range.
 *
 * @param text - a JSON object
 * @param name - of the file, for messages
 * @throws RunConfigError naming the file and the setting
 */
export function parseRunConfig(
  text: string,
  name: string,
  { others = [] }: ParseRunConfigOptions = {},
): Partial<RunConfig> {
  const value = parseJson(text, name);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RunConfigError(name, `expected an object of settings, got ${text.slice(0, 40)}`);
  }
  const settings = Object.entries(value).filter(([setting]) => !others.includes(setting));
  for (const [setting, given] of settings) {
    const rule = Object.hasOwn(rules, setting) ? rules[setting as keyof RunConfig] : undefined;
    if (rule === undefined) {
      const known = Object.keys(rules).join(', ');
      throw new RunConfigError(name, `expected settings among ${known}; got "${setting}"`);
    }
    if (!rule.holds(given)) {
      const got = JSON.stringify(given);
      throw new RunConfigError(name, `expected "${setting}" to be ${rule.expected}, got ${got}`);
    }
  }
  return Object.fromEntries(settings) as Partial<RunConfig>;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RunConfigError(name, `expected JSON: ${(cause as Error).message}`, { cause });
  }
}

interface Rule {
  expected: string;
  holds(value: unknown): boolean;
}

const rules: Readonly<Record<keyof RunConfig, Rule>> = {
  steps: whole(1),
  seed: whole(0),
  learningRate: above0(),
  warmupSteps: whole(0),
  schedule: oneOf('cosine', 'linear', 'constant'),
  weightDecay: within(0, Number.MAX_VALUE),
  clipNorm: above0(),
  emaDecay: within(0, 0.999999),
  photosPerBatch: whole(0),
  cameraPairs: whole(0),
  patchSize: {
    expected: 'an even whole number from 16',
    holds: (v) => isWhole(v, 16) && v % 2 === 0,
  },
  tagKeep: within(0, 1),
  processingTagKeep: within(0, 1),
  colourChartShare: within(0, 1),
  proceduralShare: within(0, 1),
  sharedChainShare: within(0, 1),
  cameraChainShare: within(0, 1),
  twoPhotoShare: within(0, 1),
  microBatches: whole(1),
  objective: oneOf('infoNce', 'sigLip'),
  patchWeight: within(0, Number.MAX_VALUE),
  processedWeight: within(0, Number.MAX_VALUE),
  labelSmoothing: within(0, 1),
  maskDuplicates: boolean(),
  widths: {
    expected: 'three whole numbers from 1',
    holds: (v) => Array.isArray(v) && v.length === 3 && v.every((width) => isWhole(width, 1)),
  },
  dim: whole(1),
  text: oneOf('bag', 'transformer'),
  buckets: whole(1),
  maxTokens: whole(3),
  sentenceStyle: oneOf('tags', 'plain', 'paper'),
  later: {
    expected: `a list of {"from": step, …} with any of ${phaseSettings.join(', ')}`,
    holds: (value) => Array.isArray(value) && value.every(isPhase),
  },
  phaseMean: boolean(),
  whiteningPhotos: whole(1),
  calibrationPhotos: whole(0),
  validateEvery: whole(0),
  validationPhotos: whole(1),
};

function isPhase(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { from, ...changes } = value as Record<string, unknown>;
  const holds = ([name, given]: [string, unknown]): boolean => {
    const setting = phaseSettings.find((known) => known === name);
    return setting !== undefined && rules[setting].holds(given);
  };
  return isWhole(from, 1) && Object.entries(changes).every(holds);
}

function whole(least: number): Rule {
  return { expected: `a whole number from ${least}`, holds: (value) => isWhole(value, least) };
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

function above0(): Rule {
  return {
    expected: 'a number above 0',
    holds: (value) => typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY,
  };
}

function within(low: number, high: number): Rule {
  const expected = high === Number.MAX_VALUE ? `a number from ${low}` : `from ${low} to ${high}`;
  return {
    expected,
    holds: (value) => typeof value === 'number' && value >= low && value <= high,
  };
}

function boolean(): Rule {
  return { expected: 'true or false', holds: (value) => typeof value === 'boolean' };
}

function oneOf(...words: readonly string[]): Rule {
  return { expected: words.join(' or '), holds: (value) => words.includes(value as string) };
}
