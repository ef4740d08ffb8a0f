import type { QueueStatus } from './queue-status.ts';

/** The state of a queue for people, in lines. */
export function statusText(
  name: string,
  { jobs, files, workers, rate, secondsLeft, aside, deadJobs }: QueueStatus,
): string {
  const done = files.ok + files.failed;
  const left =
    done === files.enqueued || secondsLeft === null ? '' : `, ${durationText(secondsLeft)} left`;
  const lines = [
    `${name}: ${done} of ${files.enqueued} files done, ${files.failed} failed; ` +
      `${workers} workers, ${rate.toFixed(1)} files/s${left}`,
    `jobs: ${jobs.waiting} waiting, ${jobs.active} active, ${jobs.delayed} to be tried again, ` +
      `${jobs.completed} done, ${jobs.dead} given up`,
    ...aside.map(
      ({ input, error }) => `set aside: ${error.includes(input) ? '' : `${input}: `}${error}`,
    ),
    ...deadJobs.map(
      ({ id, files: count, error }) => `given up: job ${id}, ${count} files: ${error}`,
    ),
  ];
  return lines.join('\n');
}

/** A duration as people say it, two units at most. */
export function durationText(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(' ') || '0 s';
}
