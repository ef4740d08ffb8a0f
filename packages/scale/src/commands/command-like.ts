/** What is used of commander's `Command`, which the command `exifclip` brings along. */
export interface CommandLike {
  command(name: string): CommandLike;
  description(text: string): CommandLike;
  argument(name: string, description: string): CommandLike;
  option(flags: string, description: string, usual?: string): CommandLike;
  requiredOption(flags: string, description: string): CommandLike;
  // biome-ignore lint/suspicious/noExplicitAny: commander types arguments so, by their declaration.
  action(run: (...values: any[]) => Promise<void>): CommandLike;
}
