/** Lets other tasks have their turn: only then is a signal heard. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
