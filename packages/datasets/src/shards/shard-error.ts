/** A shard, or an index of shards, that does not hold what it should; the message names the file. */
export class ShardError extends Error {
  override readonly name: string = 'ShardError';
  /** The file, as it was asked for. */
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file}: ${problem}`, options);
    this.file = file;
  }
}
