/** A line of each of two lists, of one id; either may be lacking. */
export interface JoinedLines<A, B> {
  left?: A;
  right?: B;
}

/** Lines that are looked ahead for the same id. */
const WINDOW = 100_000;

/**
 * Joins two lists that are in one order, of which each may lack some ids of the other: where their
 * next ids differ, each is searched for in the other list, 100,000 lines ahead at most. Memory is
 * that of as many lines.
 *
 * @throws Error where neither is found: the lists are not in one order
 */
export async function* joinById<A extends { id: string }, B extends { id: string }>(
  left: AsyncIterator<A>,
  right: AsyncIterator<B>,
): AsyncGenerator<JoinedLines<A, B>, void, undefined> {
  const lefts = lookahead(left);
  const rights = lookahead(right);
  for (;;) {
    const [a, b] = [await lefts.peek(0), await rights.peek(0)];
    if (!a && !b) return;
    if (!a || !b) {
      yield a ? { left: (await lefts.take())! } : { right: (await rights.take())! };
    } else if (a.id === b.id) {
      yield { left: (await lefts.take())!, right: (await rights.take())! };
    } else yield* unmatched(lefts, rights, a.id, b.id);
  }
}

/** What stands before the next id that both lists have. */
async function* unmatched<A extends { id: string }, B extends { id: string }>(
  lefts: Lookahead<A>,
  rights: Lookahead<B>,
  leftId: string,
  rightId: string,
): AsyncGenerator<JoinedLines<A, B>, void, undefined> {
  for (let ahead = 1; ahead <= WINDOW; ahead += 1) {
    const [a, b] = [await lefts.peek(ahead), await rights.peek(ahead)];
    if (b?.id === leftId) {
      for (let i = 0; i < ahead; i += 1) yield { right: (await rights.take())! };
      return;
    }
    if (a?.id === rightId) {
      for (let i = 0; i < ahead; i += 1) yield { left: (await lefts.take())! };
      return;
    }
    if (!a && !b) {
      // Neither list has the other's next line: both stand alone.
      yield { left: (await lefts.take())! };
      yield { right: (await rights.take())! };
      return;
    }
  }
  throw new Error(
    `expected both lists in one order, got ${leftId} and ${rightId}, neither of which is among the next ${WINDOW} of the other`,
  );
}

interface Lookahead<T> {
  /** The item so many places on, or undefined beyond the end. */
  peek(ahead: number): Promise<T | undefined>;
  take(): Promise<T | undefined>;
}

function lookahead<T>(items: AsyncIterator<T>): Lookahead<T> {
  let waiting: T[] = [];
  let first = 0;
  let isDone = false;
  const peek = async (ahead: number): Promise<T | undefined> => {
    while (!isDone && waiting.length - first <= ahead) {
      const next = await items.next();
      if (next.done) isDone = true;
      else waiting.push(next.value);
    }
    return waiting[first + ahead];
  };
  return {
    peek,
    take: async () => {
      const item = await peek(0);
      first += 1;
      // Taken items are let go of in bulk: a shift for each would move all that wait.
      if (first > 1024) [waiting, first] = [waiting.slice(first), 0];
      return item;
    },
  };
}
