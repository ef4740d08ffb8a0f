import type { LocalizeMethod } from './localize-method.ts';

/** Whether a method is meant for whitened embeddings; the published ones run on plain ones. */
export function wantsWhitening(method: LocalizeMethod): boolean {
  return (
    method === 'traced-region' || method === 'exponential-region' || method === 'exponential-cut'
  );
}
