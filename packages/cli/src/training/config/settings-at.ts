import type { RunConfig } from './run-config.ts';

/** The settings that hold for a step of a run, counted from 0: of later phases what they change. */
export function settingsAt(config: RunConfig, step: number): RunConfig {
  const settings = { ...config };
  for (const { from, ...changes } of config.later) {
    if (from <= step) Object.assign(settings, changes);
  }
  return settings;
}
