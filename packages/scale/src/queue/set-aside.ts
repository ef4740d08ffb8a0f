import type { InputReference } from '../jobs/input-reference.ts';
import { inputName } from '../jobs/input-reference.ts';
import type { ScaleQueue } from './open-queue.ts';

/** An input that was given up on, though it may be good: it can be tried again. */
export interface SetAside {
  reference: InputReference;
  /** Why, in one line. */
  error: string;
  /** How often it was tried. */
  tries: number;
}

/** Notes that an input was given up on. */
export async function setAside({ redis, keys }: ScaleQueue, entry: SetAside): Promise<void> {
  await redis.hset(keys.aside, inputName(entry.reference), JSON.stringify(entry));
}

/** The inputs that were given up on; in no order. */
export async function* listAside({
  redis,
  keys,
}: ScaleQueue): AsyncGenerator<SetAside, void, undefined> {
  let cursor = '0';
  do {
    const [next, fields] = await redis.hscan(keys.aside, cursor, 'COUNT', 100);
    for (let i = 1; i < fields.length; i += 2) yield JSON.parse(fields[i]!) as SetAside;
    cursor = next;
  } while (cursor !== '0');
}

/** Forgets that an input was given up on. */
export async function takeBack({ redis, keys }: ScaleQueue, entry: SetAside): Promise<void> {
  await redis.hdel(keys.aside, inputName(entry.reference));
}
