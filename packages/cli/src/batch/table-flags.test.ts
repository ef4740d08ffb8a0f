import { Command } from 'commander';
import { expect, test } from 'vitest';
import {
  addTableFlags,
  assertNoJson,
  assertTableFlags,
  isGiven,
  type TableFlags,
} from './table-flags.ts';

function parse(...args: string[]): { command: Command; flags: TableFlags } {
  const command = addTableFlags(new Command('localize').argument('[image...]'))
    .option('--threads <n>', '', '0')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  command.parse(args, { from: 'user' });
  return { command, flags: command.opts<TableFlags>() };
}

test('lists and shards are read, lists as often as they are given', () => {
  const { flags } = parse('--list', 'a', '--list', 'b', '--shard', '1/3', '--workers', '2');
  expect(flags).toMatchObject({ list: ['a', 'b'], shard: { index: 1, count: 3 }, workers: 2 });
  expect(parse().flags.list).toEqual([]);
  expect(() => parse('--shard', '3/3')).toThrow('expected i/n');
  expect(() => parse('--workers', '0')).toThrow('at least 1');
});

test('no inputs, and flags of tables without one, are wrong usage', () => {
  expect(() => assertTableFlags([], parse().flags)).toThrow(RangeError);
  expect(() => assertTableFlags([], parse('--list', '-').flags)).not.toThrow();
  for (const flag of [['--retry-failed'], ['--workers', '2']]) {
    expect(() => assertTableFlags(['a.jpg'], parse(...flag).flags)).toThrow(
      'expected --table with',
    );
    const { flags } = parse(...flag, '--table', 'x.jsonl');
    expect(() => assertTableFlags(['a.jpg'], flags)).not.toThrow();
  }
  expect(() => assertNoJson({ json: true })).toThrow('either --table or --json');
});

test('a flag is told from its default', () => {
  expect(isGiven(parse().command, 'threads')).toBe(false);
  expect(isGiven(parse('--threads', '0').command, 'threads')).toBe(true);
});
