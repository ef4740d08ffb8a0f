import type { LocalizeMethod } from './localize-method.ts';

/** Whether a method needs traces of compression (`compressionTraces`) beside the embeddings. */
export function wantsTraces(method: LocalizeMethod): boolean {
  return method === 'traced-region';
}
