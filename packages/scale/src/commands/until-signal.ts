/**
 * Aborts when the process is asked to end, by a cluster or by Ctrl-C. Asked a second time, the
 * process ends at once.
 */
export function untilSignal(onSignal: (name: string) => void = () => undefined): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      onSignal(name);
      controller.abort(new Error('interrupted'));
    });
  }
  return controller.signal;
}
