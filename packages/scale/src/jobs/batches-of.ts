import { createHash } from 'node:crypto';
import { type InputReference, inputName } from './input-reference.ts';

export interface BatchesOfOptions {
  /** About how many inputs a batch has: from a quarter to twice as many. @defaultValue 32 */
  size?: number;
}

/**
 * Cuts a stream of inputs into batches. Where one ends is decided by the names in it and not by
 * counting (content-defined chunking, Muthitacharoen et al., LBFS, SOSP 2001): an input that is new
 * among a million changes one batch or two, and all others keep their job's id. A name that is in
 * its batch already is left out of it.
 *
 * @throws RangeError for a size that is no positive whole number
 */
export async function* batchesOf(
  inputs: AsyncIterable<InputReference>,
  { size = 32 }: BatchesOfOptions = {},
): AsyncGenerator<InputReference[], void, undefined> {
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new RangeError(`expected batches of at least one input, got ${size}`);
  }
  const least = Math.ceil(size / 4);
  let batch: InputReference[] = [];
  let names = new Set<string>();
  for await (const input of inputs) {
    if (names.has(inputName(input))) continue;
    batch.push(input);
    names.add(inputName(input));
    const isFull = batch.length === 2 * size || size === 1;
    if (isFull || (batch.length >= least && endsBatch(input, size))) {
      yield batch;
      batch = [];
      names = new Set();
    }
  }
  if (batch.length > 0) yield batch;
}

/** One name in `size` ends a batch, whatever stands around it. */
function endsBatch(input: InputReference, size: number): boolean {
  return createHash('sha256').update(inputName(input)).digest().readUInt32BE(0) % size === 0;
}
