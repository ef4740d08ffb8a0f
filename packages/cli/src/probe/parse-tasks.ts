import { InvalidArgumentError } from 'commander';
import { probeTasks } from './probe-tasks.ts';

/** Reads names of tasks with commas between them, or `all`. */
export function parseTasks(text: string): string[] {
  const known = Object.keys(probeTasks);
  if (text === 'all') return known;
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names;
  throw new InvalidArgumentError(`expected all, or some of ${known.join(', ')}; got ${unknown}`);
}
