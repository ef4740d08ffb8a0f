import type { SpliceDetector } from '@exifclip/splice';

export interface WaitingDetector extends SpliceDetector {
  /** The signals of the analyses that were begun. */
  signals: AbortSignal[];
}

/** A detector that never comes to an end by itself, so that a test can say when it is in work. */
export function waitingDetector(): WaitingDetector {
  const signals: AbortSignal[] = [];
  return {
    signals,
    analyze: (_image, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        if (!signal) throw new TypeError('expected a signal');
        signals.push(signal);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
    dispose: async () => {},
  };
}
