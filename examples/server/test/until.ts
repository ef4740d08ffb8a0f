import { setTimeout } from 'node:timers/promises';

/** Waits until something holds, and fails after a minute. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const started = performance.now();
  while (!(await holds())) {
    if (performance.now() - started > 60_000) throw new Error('waited in vain for a minute');
    await setTimeout(10);
  }
}
