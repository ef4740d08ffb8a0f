import { knownGlobal } from './known-global.ts';
import type { PickleCursor } from './pickle-cursor.ts';
import { advance, counted, integer, line, pickleCursor, unsigned, utf8 } from './pickle-cursor.ts';
import {
  addOnTop,
  appendOnTop,
  memoize,
  type PickleMachine,
  pop,
  popCount,
  popMark,
  push,
  recall,
  setItems,
  setOnTop,
  top,
} from './pickle-machine.ts';
import { PickleProblem } from './pickle-problem.ts';
import { PickleGlobal, type PickleValue } from './pickle-value.ts';
import { storageFromId } from './storage-from-id.ts';
import { TensorRecipe } from './tensor-recipe.ts';

/** A pickle's value, and where the bytes after it begin. */
export interface Unpickled {
  value: PickleValue;
  end: number;
}

/**
 * Reads one pickle, of protocols 2 to 5, as far as checkpoints need it. Nothing is run: names are
 * looked up in `knownGlobal`, and what is there builds tensors and containers.
 *
 * Memory and time are proportional to the pickle's length.
 *
 * @param start where the pickle begins
 * @throws PickleProblem when it is malformed, or names or calls something else
 * @throws PickleCut when the bytes end before the pickle does
 * @see https://docs.python.org/3/library/pickletools.html
 */
export function unpickle(bytes: Uint8Array, start = 0): Unpickled {
  const machine: PickleMachine = {
    cursor: pickleCursor(bytes, start),
    stack: [],
    marks: [],
    memo: new Map(),
    copies: bytes.length,
  };
  for (;;) {
    const code = unsigned(machine.cursor, 1);
    if (code === stop) break;
    const operation = operations[code];
    if (operation === undefined) {
      throw new PickleProblem(`expected an operation of a pickle, got byte ${code}`);
    }
    operation(machine);
  }
  return { value: pop(machine), end: machine.cursor.position };
}

type Operation = (machine: PickleMachine) => void;

const stop = 0x2e;

/** Operations by their byte; most are ASCII letters, named in the comment as Python names them. */
const operations: Readonly<Record<number, Operation>> = {
  [code('\x80')]: ({ cursor }) => protocol(unsigned(cursor, 1)), // PROTO
  [code('\x95')]: ({ cursor }) => void advance(cursor, 8), // FRAME
  [code('(')]: ({ stack, marks }) => void marks.push(stack.length), // MARK
  [code('0')]: (machine) => void pop(machine), // POP
  [code('1')]: (machine) => void popMark(machine), // POP_MARK
  [code('2')]: (machine) => push(machine, top(machine)), // DUP

  [code('N')]: (machine) => push(machine, null), // NONE
  [code('\x88')]: (machine) => push(machine, true), // NEWTRUE
  [code('\x89')]: (machine) => push(machine, false), // NEWFALSE
  [code('J')]: (machine) => push(machine, unsigned(machine.cursor, 4) | 0), // BININT
  [code('K')]: (machine) => push(machine, unsigned(machine.cursor, 1)), // BININT1
  [code('M')]: (machine) => push(machine, unsigned(machine.cursor, 2)), // BININT2
  [code('\x8a')]: (machine) => push(machine, integer(counted(machine.cursor, 1))), // LONG1
  [code('\x8b')]: (machine) => push(machine, integer(counted(machine.cursor, 4))), // LONG4
  [code('G')]: (machine) => push(machine, double(machine.cursor)), // BINFLOAT

  [code('X')]: (machine) => push(machine, utf8(counted(machine.cursor, 4))), // BINUNICODE
  [code('\x8c')]: (machine) => push(machine, utf8(counted(machine.cursor, 1))), // SHORT_BINUNICODE
  [code('\x8d')]: (machine) => push(machine, utf8(counted(machine.cursor, 8))), // BINUNICODE8
  [code('T')]: (machine) => push(machine, utf8(counted(machine.cursor, 4))), // BINSTRING
  [code('U')]: (machine) => push(machine, utf8(counted(machine.cursor, 1))), // SHORT_BINSTRING
  [code('B')]: (machine) => push(machine, counted(machine.cursor, 4).slice()), // BINBYTES
  [code('C')]: (machine) => push(machine, counted(machine.cursor, 1).slice()), // SHORT_BINBYTES
  [code('\x8e')]: (machine) => push(machine, counted(machine.cursor, 8).slice()), // BINBYTES8
  [code('\x96')]: (machine) => push(machine, counted(machine.cursor, 8).slice()), // BYTEARRAY8

  [code('}')]: (machine) => push(machine, new Map()), // EMPTY_DICT
  [code(']')]: (machine) => push(machine, []), // EMPTY_LIST
  [code(')')]: (machine) => push(machine, []), // EMPTY_TUPLE
  [code('\x8f')]: (machine) => push(machine, new Set()), // EMPTY_SET
  [code('d')]: (machine) => push(machine, setItems(new Map(), popMark(machine))), // DICT
  [code('l')]: (machine) => push(machine, popMark(machine)), // LIST
  [code('t')]: (machine) => push(machine, popMark(machine)), // TUPLE
  [code('\x85')]: (machine) => push(machine, popCount(machine, 1)), // TUPLE1
  [code('\x86')]: (machine) => push(machine, popCount(machine, 2)), // TUPLE2
  [code('\x87')]: (machine) => push(machine, popCount(machine, 3)), // TUPLE3
  [code('\x91')]: (machine) => push(machine, new Set(popMark(machine))), // FROZENSET
  [code('s')]: (machine) => setOnTop(machine, popCount(machine, 2)), // SETITEM
  [code('u')]: (machine) => setOnTop(machine, popMark(machine)), // SETITEMS
  [code('a')]: (machine) => appendOnTop(machine, popCount(machine, 1)), // APPEND
  [code('e')]: (machine) => appendOnTop(machine, popMark(machine)), // APPENDS
  [code('\x90')]: (machine) => addOnTop(machine, popMark(machine)), // ADDITEMS

  [code('q')]: (machine) => memoize(machine, unsigned(machine.cursor, 1)), // BINPUT
  [code('r')]: (machine) => memoize(machine, unsigned(machine.cursor, 4)), // LONG_BINPUT
  [code('\x94')]: (machine) => memoize(machine, machine.memo.size), // MEMOIZE
  [code('h')]: (machine) => push(machine, recall(machine, unsigned(machine.cursor, 1))), // BINGET
  [code('j')]: (machine) => push(machine, recall(machine, unsigned(machine.cursor, 4))), // LONG_BINGET

  [code('c')]: (machine) => push(machine, globalOfLines(machine.cursor)), // GLOBAL
  [code('\x93')]: (machine) => push(machine, globalOfStack(popCount(machine, 2))), // STACK_GLOBAL
  [code('Q')]: (machine) => push(machine, storageFromId(pop(machine))), // BINPERSID
  [code('R')]: (machine) => push(machine, call(machine, popCount(machine, 2))), // REDUCE
  [code('\x81')]: (machine) => push(machine, call(machine, popCount(machine, 2))), // NEWOBJ
  [code('b')]: build, // BUILD
  // These name what they call before it could be seen to be harmless; checkpoints have none of them.
  [code('i')]: ({ cursor }) => refuse(`${line(cursor)}.${line(cursor)}`), // INST
};

function code(character: string): number {
  return character.charCodeAt(0);
}

function protocol(version: number): void {
  if (version < 2 || version > 5) {
    throw new PickleProblem(`expected a pickle of protocol 2 to 5, got ${version}`);
  }
}

function double(cursor: PickleCursor): number {
  return cursor.view.getFloat64(advance(cursor, 8), false);
}

function globalOfLines(cursor: PickleCursor): PickleGlobal {
  const module = line(cursor);
  return knownGlobal(module, line(cursor));
}

function globalOfStack([module, name]: readonly PickleValue[]): PickleGlobal {
  if (typeof module === 'string' && typeof name === 'string') return knownGlobal(module, name);
  throw new PickleProblem('expected a name of two texts');
}

function call(machine: PickleMachine, [callee, parameters]: readonly PickleValue[]): PickleValue {
  if (!(callee instanceof PickleGlobal) || !Array.isArray(parameters)) {
    throw new PickleProblem('expected a function and its parameters');
  }
  const [copied] = parameters;
  machine.copies -= Array.isArray(copied) || typeof copied === 'string' ? copied.length : 0;
  if (machine.copies < 0) throw new PickleProblem('copies more values than it holds');
  return callee.call === undefined ? refuse(callee.name) : callee.call(parameters);
}

/** Attributes of dictionaries (their versions) and of tensors say nothing about values. */
function build(machine: PickleMachine): void {
  pop(machine);
  const target = top(machine);
  if (target instanceof Map || target instanceof TensorRecipe) return;
  throw new PickleProblem('sets attributes of something other than a dictionary or a tensor');
}

function refuse(name: string): never {
  const shown = name.slice(0, 200);
  throw new PickleProblem(
    `tried to call ${shown}; only tensors and plain containers are read`,
    shown,
  );
}
