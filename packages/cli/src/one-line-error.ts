/** What went wrong, as one line that names the input once. */
export function oneLineError(error: unknown, input: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.includes(input) ? message : `${input}: ${message}`).replace(/\s+/g, ' ');
}
