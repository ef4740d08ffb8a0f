/** What stands before the names of BullMQ's own keys. */
export const queuePrefix = 'exifclip';

/** The keys in Redis that a queue has beside those of BullMQ. */
export interface ScaleKeys {
  /** String: the plan, as JSON. */
  plan: string;
  /** Sorted set: ids of all jobs ever enqueued, by their turn. */
  known: string;
  /** Set: ids of the jobs that were counted as done. */
  done: string;
  /** Hash: counts of files, `enqueued`, `ok`, `failed`. */
  counts: string;
  /** Hash: inputs that were set aside, each with a {@link SetAside} as JSON. */
  aside: string;
  /** Number of files done in ten seconds, by the number of these since 1970. */
  recent: (slot: number) => string;
  /** Hash: which input of a job is being worked on, and how often each ended its process. */
  deaths: (job: string) => string;
}

/**
 * The keys of one queue.
 *
 * @throws RangeError for a name that BullMQ could not use
 */
export function scaleKeys(queue: string): ScaleKeys {
  if (!/^[\w.-]{1,100}$/.test(queue)) {
    throw new RangeError(
      `expected a queue's name of letters, digits, dots, dashes and underscores, got ${queue}`,
    );
  }
  const key = (name: string): string => `exifclip-scale:${queue}:${name}`;
  return {
    plan: key('plan'),
    known: key('known'),
    done: key('done'),
    counts: key('counts'),
    aside: key('aside'),
    recent: (slot) => key(`recent:${slot}`),
    deaths: (job) => key(`deaths:${job}`),
  };
}
