/**
 * Reads items one ahead: while one is worked on, the next is on its way.
 *
 * @returns gives the items in their order, each as soon as `read` has it; a failure is thrown when
 *   its turn comes
 */
export function readAhead<T, U>(
  items: readonly T[],
  read: (item: T) => Promise<U>,
): (index: number) => Promise<U> {
  const begun = new Map<number, Promise<U>>();
  const begin = (index: number): void => {
    if (index >= items.length || begun.has(index)) return;
    const result = read(items[index]!);
    // A failure is for its turn, and nobody listens yet.
    result.catch(() => undefined);
    begun.set(index, result);
  };
  return (index) => {
    begin(index);
    begin(index + 1);
    const result = begun.get(index)!;
    begun.delete(index);
    return result;
  };
}
