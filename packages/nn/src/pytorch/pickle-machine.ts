import type { PickleCursor } from './pickle-cursor.ts';
import { PickleProblem } from './pickle-problem.ts';
import type { PickleValue } from './pickle-value.ts';

/** What a pickle works on: a stack with marks, and values that it keeps for later. */
export interface PickleMachine {
  readonly cursor: PickleCursor;
  readonly stack: PickleValue[];
  /** Lengths of the stack at its open marks. */
  readonly marks: number[];
  readonly memo: Map<number, PickleValue>;
  /** How many more values calls may copy: a list is put once, but may be copied again and again. */
  copies: number;
}

/** Puts a value on the stack. */
export function push({ stack }: PickleMachine, value: PickleValue): void {
  stack.push(value);
}

/** The value on top, above the last mark. */
export function top({ stack, marks }: PickleMachine): PickleValue {
  if (stack.length <= (marks.at(-1) ?? 0)) throw new PickleProblem('takes more than it has put');
  return stack.at(-1)!;
}

/** Takes the value on top. */
export function pop(machine: PickleMachine): PickleValue {
  const value = top(machine);
  machine.stack.pop();
  return value;
}

/** Takes so many values, the lowest first. */
export function popCount(machine: PickleMachine, count: number): PickleValue[] {
  const bottom = machine.marks.at(-1) ?? 0;
  if (machine.stack.length - bottom < count) throw new PickleProblem('takes more than it has put');
  return machine.stack.splice(-count);
}

/** Takes all values above the last mark, and the mark. */
export function popMark({ stack, marks }: PickleMachine): PickleValue[] {
  const mark = marks.pop();
  if (mark === undefined) throw new PickleProblem('closes a list that it has not opened');
  return stack.splice(mark);
}

/** Puts keys and values, in turns, into a dictionary. */
export function setItems(
  target: Map<PickleValue, PickleValue>,
  items: readonly PickleValue[],
): Map<PickleValue, PickleValue> {
  if (items.length % 2 === 1) throw new PickleProblem('expected keys and values in pairs');
  for (let i = 0; i < items.length; i += 2) target.set(items[i]!, items[i + 1]!);
  return target;
}

/** Puts keys and values, in turns, into the dictionary on top. */
export function setOnTop(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = top(machine);
  if (!(target instanceof Map)) throw new PickleProblem('expected a dictionary to set items of');
  setItems(target, items);
}

/** Puts values at the end of the list on top. */
export function appendOnTop(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = top(machine);
  if (!Array.isArray(target)) throw new PickleProblem('expected a list to append to');
  for (const item of items) target.push(item);
}

/** Puts values into the set on top. */
export function addOnTop(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = top(machine);
  if (!(target instanceof Set)) throw new PickleProblem('expected a set to add to');
  for (const item of items) target.add(item);
}

/** Keeps the value on top under a number. */
export function memoize(machine: PickleMachine, index: number): void {
  machine.memo.set(index, top(machine));
}

/** A value that was kept. */
export function recall({ memo }: PickleMachine, index: number): PickleValue {
  const value = memo.get(index);
  if (value === undefined) throw new PickleProblem(`recalls a value ${index} that it has not kept`);
  return value;
}
