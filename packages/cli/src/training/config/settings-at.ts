import type { RunConfig } from './run-config.ts';

/** The settings that hold for a step of a run, counted from 0: of later phases what they change. */
export function settingsAt(config: RunConfig, step: number): RunConfig {
  const phases = config.later.filter(({ from }) => from <= step);
  return Object.assign({}, config, ...phases.map(({ from: _, ...changes }) => changes));
}
