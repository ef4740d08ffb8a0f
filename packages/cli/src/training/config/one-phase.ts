import type { RunConfig } from './run-config.ts';

/** The settings of a run that changes nothing on its way, whatever phases are usual. */
export const onePhase: Pick<RunConfig, 'later' | 'phaseMean'> = { later: [], phaseMean: false };
