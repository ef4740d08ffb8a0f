import type { FindInputsReport, LeftOutReason } from './inputs/left-out.ts';

/** Counts what was passed over, and prints what could not be read. */
export interface InputReport extends FindInputsReport {
  /** Folders, archives and lists that could not be read to their end. */
  readonly problems: number;
  /** One line about what was left out; undefined where nothing was. */
  summary(): string | undefined;
}

/** @param print takes a line */
export function inputReport(print: (line: string) => void): InputReport {
  const counts = new Map<LeftOutReason, number>();
  let problems = 0;
  return {
    get problems() {
      return problems;
    },
    leftOut(reason) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    },
    problem(path, reason) {
      problems += 1;
      print(`error: ${reason.includes(path) ? reason : `${path}: ${reason}`}`);
    },
    summary() {
      if (counts.size === 0) return undefined;
      const parts = [...counts].map(([reason, count]) => `${count} ${reason}`);
      return `left out: ${parts.join(', ')}`;
    },
  };
}
