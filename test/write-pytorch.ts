import { crc32 } from 'node:zlib';

/** A float32 tensor of a made checkpoint, whose values are made when their turn comes. */
export interface MadeTensor {
  name: string;
  shape: readonly number[];
  /** The values of its storage. */
  values: () => Float32Array;
  /** How it lies in its storage, where that is not row by row. */
  view?: { strides: readonly number[]; count: number };
}

export interface WritePytorchOptions {
  /** Numbers beside the state dictionary. @defaultValue `{ epoch: 1 }` */
  extra?: Readonly<Record<string, number>>;
  /** Keep sizes and places in 64-bit fields, as archives of more than 4 GiB do. */
  zip64?: boolean;
}

/**
 * A checkpoint as `torch.save({ ...extra, model: state })` writes it since PyTorch 1.6: a zip
 * archive of a pickle and one stored entry a tensor, in parts, so that a large one can go to a file.
 */
export function* writePytorch(
  tensors: readonly MadeTensor[],
  { extra = { epoch: 1 }, zip64 = false }: WritePytorchOptions = {},
): Generator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let position = 0;
  const entry = (name: string, data: Uint8Array) => {
    const text = new TextEncoder().encode(`made/${name}`);
    const crc = crc32(data);
    const local = header([0x04034b50, 4], [20, 2], [0, 2], [0, 2], [0, 4], [crc, 4]);
    const sizes = header([data.length, 4], [data.length, 4], [text.length, 2], [0, 2]);
    directory.push(directoryEntry(text, { crc, size: data.length, offset: position, zip64 }));
    const parts = [local, sizes, text, data];
    position += parts.reduce((sum, part) => sum + part.length, 0);
    return parts;
  };
  yield* entry('data.pkl', pickle(tensors, extra));
  yield* entry('byteorder', new TextEncoder().encode('little'));
  for (const [i, { values }] of tensors.entries()) {
    const { buffer, byteOffset, byteLength } = values();
    yield* entry(`data/${i}`, new Uint8Array(buffer, byteOffset, byteLength));
  }
  yield* entry('version', new TextEncoder().encode('3\n'));
  yield* directory;
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  yield endOfArchive({ count: directory.length, size, offset: position, zip64 });
}

/** A whole made checkpoint in memory. */
export function pytorchBytes(
  tensors: readonly MadeTensor[],
  options: WritePytorchOptions = {},
): Uint8Array {
  return new Uint8Array(Buffer.concat([...writePytorch(tensors, options)]));
}

function directoryEntry(
  name: Uint8Array,
  { crc, size, offset, zip64 }: { crc: number; size: number; offset: number; zip64: boolean },
): Uint8Array {
  const narrow = (value: number): [number, number] => [zip64 ? 0xffffffff : value, 4];
  const wide = zip64 ? header([1, 2], [24, 2], [size, 8], [size, 8], [offset, 8]) : header();
  const start = header([0x02014b50, 4], [20, 2], [20, 2], [0, 2], [0, 2], [0, 4], [crc, 4]);
  const sizes = [narrow(size), narrow(size), [name.length, 2], [wide.length, 2]] as const;
  const rest = header(...sizes, [0, 2], [0, 2], [0, 2], [0, 4], narrow(offset));
  return new Uint8Array(Buffer.concat([start, rest, name, wide]));
}

function endOfArchive({
  count,
  size,
  offset,
  zip64,
}: {
  count: number;
  size: number;
  offset: number;
  zip64: boolean;
}): Uint8Array {
  if (!zip64) {
    const counts = [
      [0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
    ] as const;
    return header([0x06054b50, 4], ...counts, [size, 4], [offset, 4], [0, 2]);
  }
  const counts = [
    [0, 4],
    [0, 4],
    [count, 8],
    [count, 8],
  ] as const;
  const record = header(
    [0x06064b50, 4],
    [44, 8],
    [45, 2],
    [45, 2],
    ...counts,
    [size, 8],
    [offset, 8],
  );
  const locator = header([0x07064b50, 4], [0, 4], [offset + size, 8], [1, 4]);
  const end = header([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2]);
  const full = header([0xffffffff, 4], [0xffffffff, 4], [0, 2]);
  return new Uint8Array(Buffer.concat([record, locator, end, full]));
}

/** Little-endian numbers of the given sizes in bytes. */
function header(...fields: readonly (readonly [number, number])[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([value, size]) =>
      Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) % 256),
    ),
  );
}

function pickle(
  tensors: readonly MadeTensor[],
  extra: Readonly<Record<string, number>>,
): Uint8Array {
  const items = tensors.flatMap(({ name, shape, view }, i) => [
    ...text(name),
    ...global('torch._utils', '_rebuild_tensor_v2'),
    ...code('('),
    ...[...code('('), ...text('storage'), ...global('torch', 'FloatStorage'), ...text(`${i}`)],
    ...[...text('cpu'), ...int(view?.count ?? size(shape)), ...code('tQ')],
    ...int(0),
    ...tuple(shape),
    ...tuple(view?.strides ?? shape.map((_, axis) => size(shape.slice(axis + 1)))),
    ...code('\x89'),
    ...global('collections', 'OrderedDict'),
    ...code(')RtR'),
  ]);
  const numbers = Object.entries(extra).flatMap(([key, value]) => [...text(key), ...int(value)]);
  const state = [...global('collections', 'OrderedDict'), ...code(')R('), ...items, ...code('u')];
  return Uint8Array.from([
    ...code('\x80\x02}('),
    ...numbers,
    ...text('model'),
    ...state,
    ...code('u.'),
  ]);
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

function code(characters: string): number[] {
  return [...characters].map((character) => character.charCodeAt(0));
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...code('X'), ...header([bytes.length, 4]), ...bytes];
}

function int(value: number): number[] {
  return [...code('J'), ...header([value, 4])];
}

function tuple(values: readonly number[]): number[] {
  return [...code('('), ...values.flatMap(int), ...code('t')];
}

function global(module: string, name: string): number[] {
  return code(`c${module}\n${name}\n`);
}
