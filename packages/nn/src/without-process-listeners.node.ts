const events = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Runs `start` and takes away the listeners it left on the process.
 *
 * The wasm backend's loader adds two that throw whatever they are given, which ends programs that
 * handle such errors themselves.
 */
export async function withoutProcessListeners<T>(start: () => Promise<T>): Promise<T> {
  const before = events.map((event) => new Set<unknown>(process.listeners(event as never)));
  try {
    return await start();
  } finally {
    events.forEach((event, i) => {
      for (const listener of process.listeners(event as never) as ((error: never) => void)[]) {
        if (!before[i]!.has(listener)) process.removeListener(event, listener as () => void);
      }
    });
  }
}
