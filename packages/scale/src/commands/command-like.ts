/** What is used of commander's `Command`, which the command `exifclip` brings along. */
export interface CommandLike {
  command(name: string): CommandLike;
  description(text: string): CommandLike;
  argument(name: string, description: string): CommandLike;
  option(flags: string, description: string, usual?: string): CommandLike;
  requiredOption(flags: string, description: string): CommandLike;
  /** Arguments come in their order, then an object of the flags. */
  action(run: (...values: never[]) => Promise<void>): CommandLike;
}
