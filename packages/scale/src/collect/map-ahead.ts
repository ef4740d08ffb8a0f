/**
 * Maps an iterable with several calls under way at a time; results come in the order of their
 * items, and no more than that many are held.
 *
 * @throws what the iterable or `map` throws, when its turn comes
 */
export async function* mapAhead<T, U>(
  items: AsyncIterable<T>,
  calls: number,
  map: (item: T) => Promise<U>,
): AsyncGenerator<U, void, undefined> {
  const ahead: Promise<U>[] = [];
  try {
    for await (const item of items) {
      const result = map(item);
      // A failure is thrown when its turn comes, not where nobody listens yet.
      result.catch(() => undefined);
      ahead.push(result);
      if (ahead.length >= calls) yield await ahead.shift()!;
    }
    while (ahead.length > 0) yield await ahead.shift()!;
  } finally {
    await Promise.allSettled(ahead);
  }
}
