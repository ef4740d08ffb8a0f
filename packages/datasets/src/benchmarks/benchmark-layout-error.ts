import type { Benchmark } from './benchmark.ts';

/** A folder that does not hold the set that was asked for; the message says how to mend that. */
export class BenchmarkLayoutError extends Error {
  override readonly name: string = 'BenchmarkLayoutError';
  /** Name of the set. */
  readonly benchmark: string;
  /** The folder that was looked into. */
  readonly root: string;
  /** What was not found there, as places in the set. */
  readonly missing: readonly string[];

  constructor(benchmark: Benchmark, root: string, missing: readonly string[]) {
    const { name, title, page, citation } = benchmark;
    super(
      `${root}: expected the layout of ${name}, but there is no ${missing.join(', nor ')}. ` +
        `${title}: ${page} (${citation})`,
    );
    this.benchmark = name;
    this.root = root;
    this.missing = missing;
  }
}
