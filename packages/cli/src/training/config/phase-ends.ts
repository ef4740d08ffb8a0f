import type { RunConfig } from './run-config.ts';
import { settingsAt } from './settings-at.ts';

/** After how many steps each phase of a run is over, the last one of which ends the run. */
export function phaseEnds(config: RunConfig): number[] {
  const last = settingsAt(config, Number.POSITIVE_INFINITY).steps;
  return [...config.later.map(({ from }) => from), last];
}
