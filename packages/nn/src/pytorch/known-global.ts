import type { ElementType } from '../element-type.ts';
import { PickleProblem } from './pickle-problem.ts';
import { PickleGlobal, type PickleValue } from './pickle-value.ts';
import { rebuildTensor, rebuildTypedTensor } from './rebuild-tensor.ts';

/**
 * The only names that a checkpoint may mention. Everything that is called is a function of this
 * project, so that a file can build tensors and containers and do nothing else.
 *
 * @throws PickleProblem with any other name
 */
export function knownGlobal(module: string, name: string): PickleGlobal {
  const full = `${module.replace(/^__builtin__$/, 'builtins')}.${name}`;
  const known = globals.get(full);
  if (known !== undefined) return known;
  const shown = full.length > 200 ? `${full.slice(0, 200)}…` : full;
  throw new PickleProblem(
    `tried to use ${shown}; only tensors and plain containers are read`,
    shown,
  );
}

/** Storage classes of PyTorch, one an element type. */
const storageTypes: Readonly<Record<string, ElementType>> = {
  FloatStorage: 'float32',
  DoubleStorage: 'float64',
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
};

/** PyTorch's element types by all their names. */
const dtypes: Readonly<Record<string, ElementType>> = {
  float32: 'float32',
  float: 'float32',
  float64: 'float64',
  double: 'float64',
  float16: 'float16',
  half: 'float16',
  bfloat16: 'bfloat16',
  int64: 'int64',
  long: 'int64',
  int32: 'int32',
  int: 'int32',
  int16: 'int16',
  short: 'int16',
  int8: 'int8',
  uint8: 'uint8',
  uint16: 'uint16',
  uint32: 'uint32',
  uint64: 'uint64',
  bool: 'bool',
};

const globals: ReadonlyMap<string, PickleGlobal> = new Map(
  [
    ...Object.entries(storageTypes).map(
      ([name, dtype]) => new PickleGlobal(`torch.${name}`, { dtype }),
    ),
    ...Object.entries(dtypes).map(([name, dtype]) => new PickleGlobal(`torch.${name}`, { dtype })),
    new PickleGlobal('torch.storage.UntypedStorage'),
    new PickleGlobal('torch.Tensor'),
    new PickleGlobal('torch.nn.parameter.Parameter'),
    ...['dict', 'list', 'tuple', 'int', 'float', 'str', 'bool'].map(
      (name) => new PickleGlobal(`builtins.${name}`),
    ),
    new PickleGlobal('builtins.set', { call: ([items = []]) => new Set(list(items)) }),
    new PickleGlobal('builtins.frozenset', { call: ([items = []]) => new Set(list(items)) }),
    new PickleGlobal('collections.OrderedDict', {
      call: ([pairs = []]) => dictionary(list(pairs)),
    }),
    // its parameter is what makes missing values, and nothing is missing in a file
    new PickleGlobal('collections.defaultdict', { call: () => new Map() }),
    new PickleGlobal('_codecs.encode', { call: ([text]) => latin1(text) }),
    new PickleGlobal('torch.Size', { call: ([sides = []]) => list(sides) }),
    new PickleGlobal('torch.device', { call: (parts) => parts.map(String).join(':') }),
    new PickleGlobal('torch._utils._rebuild_tensor', { call: rebuildTensor }),
    new PickleGlobal('torch._utils._rebuild_tensor_v2', { call: rebuildTensor }),
    new PickleGlobal('torch._utils._rebuild_tensor_v3', { call: rebuildTypedTensor }),
    new PickleGlobal('torch._utils._rebuild_parameter', { call: first }),
    new PickleGlobal('torch._utils._rebuild_parameter_with_state', { call: first }),
    new PickleGlobal('torch._tensor._rebuild_from_type_v2', { call: rebuildFromType }),
  ].map((known) => [known.name, known]),
);

function first([value = null]: readonly PickleValue[]): PickleValue {
  return value;
}

/** A tensor with attributes of its own, which are left out. */
function rebuildFromType([rebuild, , parameters = []]: readonly PickleValue[]): PickleValue {
  if (rebuild instanceof PickleGlobal && rebuild.name.startsWith('torch._utils._rebuild')) {
    return rebuild.call!(list(parameters));
  }
  throw new PickleProblem('expected a function that rebuilds a tensor, got another value');
}

function list(value: PickleValue): PickleValue[] {
  if (Array.isArray(value)) return value;
  throw new PickleProblem('expected a list or a tuple, got another value');
}

function dictionary(pairs: readonly PickleValue[]): Map<PickleValue, PickleValue> {
  return new Map(
    pairs.map((pair) => {
      const [key = null, value = null] = list(pair);
      return [key, value];
    }),
  );
}

/** Protocol 2 has no bytes and spells them as text, one character a byte. */
function latin1(text: PickleValue | undefined): Uint8Array {
  if (typeof text === 'string')
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  throw new PickleProblem('expected text to encode, got another value');
}
