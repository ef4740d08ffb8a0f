import { expect, test } from 'vitest';
import { parseRunConfig } from './parse-run-config.ts';
import { defaultRunConfig } from './run-config.ts';
import { RunConfigError } from './run-config-error.ts';

const parse = (value: unknown) => parseRunConfig(JSON.stringify(value), 'run.json');

test('the default settings are settings', () => {
  expect(parse(defaultRunConfig)).toEqual(defaultRunConfig);
});

test('no setting is a set of settings, and what else the file holds may be passed over', () => {
  expect(parse({})).toEqual({});
  const text = JSON.stringify({ photos: { kind: 'shards' }, steps: 3 });
  expect(parseRunConfig(text, 'run.json', { others: ['photos'] })).toEqual({ steps: 3 });
});

test('what is no JSON object is refused with the name of the file', () => {
  for (const text of ['', '{', '[1]', 'null', '7', '"steps"']) {
    expect(() => parseRunConfig(text, 'odd.json')).toThrow(RunConfigError);
    expect(() => parseRunConfig(text, 'odd.json')).toThrow(/^odd\.json: expected /);
  }
});

test('an unknown setting is refused, and those that there are listed', () => {
  expect(() => parse({ learning_rate: 1 })).toThrow(
    /expected settings among steps, .*learningRate.*; got "learning_rate"/,
  );
  expect(() => parseRunConfig('{"__proto__": 1, "toString": 2}', 'x')).toThrow(RunConfigError);
});

test.each([
  ['steps', 0, 'a whole number from 1, got 0'],
  ['steps', 2.5, 'a whole number from 1, got 2.5'],
  ['steps', '10', 'a whole number from 1, got "10"'],
  ['steps', 1e300, 'a whole number from 1'],
  ['learningRate', 0, 'a number above 0, got 0'],
  ['learningRate', null, 'a number above 0, got null'],
  ['emaDecay', 1, 'from 0 to 0.999999, got 1'],
  ['tagKeep', -0.1, 'from 0 to 1, got -0.1'],
  ['patchSize', 63, 'an even whole number from 16, got 63'],
  ['widths', [1, 2], 'three whole numbers from 1, got [1,2]'],
  ['text', 'bert', 'bag or transformer, got "bert"'],
  ['maskDuplicates', 1, 'true or false, got 1'],
])('the setting %s may not be %j', (setting, value, expected) => {
  expect(() => parse({ [setting]: value })).toThrow(`expected "${setting}" to be ${expected}`);
});
