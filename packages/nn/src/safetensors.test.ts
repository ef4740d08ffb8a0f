import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileSource, saveSafetensors } from './node.ts';
import {
  blobSource,
  bytesSource,
  type NarrowFloat,
  openSafetensors,
  readSafetensors,
  readValues,
  SafetensorsError,
  type StoredTensor,
  storedArray,
  streamSafetensors,
  type WeightArray,
  type WeightValues,
  writeSafetensors,
} from './safetensors.ts';

describe('readSafetensors', () => {
  it('reads a file put together by hand, 16-bit floats as float32', () => {
    const halves = [0x3c00, 0xc000, 0x0001, 0x7bff, 0xfc00, 0x7e00]; // 1, -2, 2^-24, 65504, -inf, NaN
    const bfloats = [0x3f80, 0xc049, 0x7f80]; // 1, -3.140625, inf
    const file = build(
      {
        __metadata__: { step: '3' },
        h: { dtype: 'F16', shape: [2, 3], data_offsets: [0, 12] },
        b: { dtype: 'BF16', shape: [3], data_offsets: [12, 18] },
        i: { dtype: 'I64', shape: [], data_offsets: [18, 26] },
        u: { dtype: 'U8', shape: [2], data_offsets: [26, 28] },
      },
      [...halves, ...bfloats].flatMap((bits) => [bits & 255, bits >> 8]),
      [254, 255, 255, 255, 255, 255, 255, 255, 7, 9],
    );
    const { tensors, metadata } = readSafetensors(file);
    expect(metadata).toEqual({ step: '3' });
    expect(tensors).toEqual({
      h: {
        data: Float32Array.of(1, -2, 2 ** -24, 65504, Number.NEGATIVE_INFINITY, Number.NaN),
        shape: [2, 3],
      },
      b: { data: Float32Array.of(1, -3.140625, Number.POSITIVE_INFINITY), shape: [3] },
      i: { data: BigInt64Array.of(-2n), shape: [] },
      u: { data: Uint8Array.of(7, 9), shape: [2] },
    });
  });

  it('copies, also out of a Buffer in the middle of a pool', () => {
    const file = writeSafetensors({ a: { data: Float32Array.of(1, 2), shape: [2] } });
    const shifted = Buffer.alloc(file.length + 3).subarray(3);
    shifted.set(file);
    const { tensors } = readSafetensors(shifted);
    shifted.fill(0);
    expect(tensors.a!.data).toEqual(Float32Array.of(1, 2));
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /^w: expected at least 8 bytes, got 0$/],
    [
      'a header longer than the file',
      Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255),
      /header of/,
    ],
    ['a header that is no JSON', raw('{"a"'), /JSON/],
    ['a header that is no UTF-8', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0xff), /UTF-8/],
    ['deep nesting', raw('['.repeat(200_000)), /JSON/],
    ['a header that is a list', raw('[]'), /JSON object/],
    ['an entry that is a list', build({ a: [] }), /tensor "a": expected an object/],
    ['an unknown dtype', build({ a: entry('C64', [1], [0, 8]) }), /a dtype of F64.*got "C64"/],
    ['a dtype from Object', build({ a: entry('toString', [1], [0, 8]) }), /dtype/],
    ['a negative side', build({ a: entry('U8', [-1], [0, 1]) }), /whole numbers, got \[-1\]/],
    ['a fractional side', build({ a: entry('U8', [0.5], [0, 1]) }), /whole numbers/],
    [
      'a shape that overflows',
      build({ a: entry('F32', [2 ** 52, 2 ** 52], [0, 4]) }),
      /4 bytes|, got 4$/,
    ],
    ['offsets that run back', build({ a: entry('U8', [1], [1, 0]) }), /data_offsets/],
    [
      'offsets and shape that disagree',
      build({ a: entry('F32', [2], [0, 4]) }),
      /expected 8 bytes.*got 4/,
    ],
    [
      'data that is not there',
      build({ a: entry('U8', [2 ** 40], [0, 2 ** 40]) }),
      /bytes of data, got 0/,
    ],
    [
      'data left over',
      build({ a: entry('U8', [1], [0, 1]) }, [1, 2]),
      /expected 1 bytes of data, got 2/,
    ],
    [
      'an overlap',
      build({ a: entry('U8', [2], [0, 2]), b: entry('U8', [2], [1, 3]) }, [1, 2, 3]),
      /overlaps/,
    ],
    [
      'a gap',
      build({ a: entry('U8', [1], [0, 1]), b: entry('U8', [1], [2, 3]) }, [1, 2, 3]),
      /gap/,
    ],
    [
      'a name that comes twice',
      raw(
        '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\\u0061":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}',
        [1],
      ),
      /every name once, got "a" twice/,
    ],
    ['metadata of numbers', build({ __metadata__: { a: 1 } }), /__metadata__/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes, { name: 'w' })).toThrow(SafetensorsError);
    expect(() => readSafetensors(bytes, { name: 'w' })).toThrow(message);
  });

  it('keeps a tensor named __proto__ a plain entry', () => {
    const file = raw('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', [5]);
    const { tensors } = readSafetensors(file);
    expect(Object.keys(tensors)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype);
  });

  it('either refuses a damaged file as such or reads no more than it holds (1,000 mutations)', async () => {
    const file = writeSafetensors(someTensors(), { step: '12', note: 'ü' });
    const random = generator(1);
    let read = 0;
    for (let round = 0; round < 1000; round++) {
      const damaged = mutate(file, random);
      try {
        const { tensors } = readSafetensors(damaged);
        expect(await arraysOf(damaged)).toEqual(tensors);
        const size = Object.values(tensors).reduce((sum, { data }) => sum + data.byteLength, 0);
        expect(size).toBeLessThanOrEqual(2 * damaged.length);
        read++;
      } catch (error) {
        expect(error).toBeInstanceOf(SafetensorsError);
        await expect(arraysOf(damaged)).rejects.toThrow(SafetensorsError);
      }
    }
    expect(read).toBeGreaterThan(50);
    expect(read).toBeLessThan(950);
  });
});

describe('openSafetensors', () => {
  it('reads what `readSafetensors` reads, tensor by tensor, from bytes and from a Blob', async () => {
    const file = writeSafetensors(someTensors(), { step: '12' });
    expect(await arraysOf(file)).toEqual(someTensors());
    const { tensors, metadata } = await openSafetensors(blobSource(new Blob([file.slice()]), 'w'));
    expect(metadata).toEqual({ step: '12' });
    expect(tensors.get('ids')).toMatchObject({ name: 'ids', dtype: 'int32', shape: [2] });
    expect(await readValues(tensors.get('ids')!)).toEqual(someTensors()['ids']);
  });

  it('refuses a header of more than 100 MB before it is read', async () => {
    const huge = {
      name: 'huge',
      size: 2 ** 33,
      read: async () => Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0),
    };
    await expect(openSafetensors(huge)).rejects.toThrow(/a header of at most 100000000 bytes/);
  });
});

describe('streamSafetensors', () => {
  const stored = () =>
    Object.entries(someTensors()).map(([name, array]) => storedArray(name, array));

  it('gives the bytes of `writeSafetensors`, and says how far it is', async () => {
    const steps: [number, number][] = [];
    const onProgress = (done: number, total: number) => steps.push([done, total]);
    const bytes = await joined(streamSafetensors(stored(), { metadata: { a: '1' }, onProgress }));
    expect(bytes).toEqual(writeSafetensors(someTensors(), { a: '1' }));
    expect(steps).toHaveLength(7);
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
  });

  it('rounds floats to 16 bits, to the nearest and ties to even', async () => {
    const tie = 1 + 2 ** -11; // between the halves 1 and 1 + 2^-10
    const values = [1, -2, tie, 2 ** -24, 2 ** -26, 65504, 65520, -0, Number.NaN, 0.1];
    const data = Float32Array.from(values);
    const halves = await narrowed(data, 'float16');
    const expected = [1, -2, 1, 2 ** -24, 0, 65504, Number.POSITIVE_INFINITY, -0, Number.NaN];
    expect([...halves]).toEqual([...expected, 0.0999755859375]);
    const bfloats = await narrowed(data, 'bfloat16');
    expect([...bfloats].slice(0, 4)).toEqual([1, -2, 1, 2 ** -24]);
    expect(bfloats[9]).toBe(0.10009765625);
  });

  it('refuses a tensor whose bytes do not fill its shape, and stops when it is told to', async () => {
    const short = { name: 'a', dtype: 'int8', shape: [3], bytes: async () => new Uint8Array(2) };
    await expect(joined(streamSafetensors([short as StoredTensor]))).rejects.toThrow(
      'expected 3 bytes of "a" [3], got 2',
    );
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(joined(streamSafetensors(stored(), { signal }))).rejects.toThrow('enough');
  });

  it('`saveSafetensors` writes a file that `openFileSource` reads, or leaves none behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'exifclip-safetensors-'));
    const path = join(folder, 'w.safetensors');
    await saveSafetensors(path, stored());
    const file = await openFileSource(path);
    const { tensors } = await openSafetensors(file);
    expect((await readValues(tensors.get('count')!)).data).toEqual(BigInt64Array.of(2n ** 62n));
    await file.close();
    const twice = [...stored(), ...stored()];
    await expect(saveSafetensors(join(folder, 'x'), twice)).rejects.toThrow(RangeError);
    expect(await readdir(folder)).toEqual(['w.safetensors']);
    await rm(folder, { recursive: true });
  });
});

describe('writeSafetensors', () => {
  it('is read back the same, empty and scalar arrays included', () => {
    const tensors = someTensors();
    const file = writeSafetensors(tensors, { step: '12', note: 'ü' });
    const back = readSafetensors(file);
    expect(back.tensors).toEqual(tensors);
    expect(back.metadata).toEqual({ step: '12', note: 'ü' });
    expect(readSafetensors(writeSafetensors({}))).toEqual({ tensors: {}, metadata: {} });
  });

  it('gives the same bytes in whatever order the names come, each array aligned', () => {
    const tensors = someTensors();
    const turned = Object.fromEntries(Object.entries(tensors).reverse());
    const file = writeSafetensors(tensors, { a: '1', b: '2' });
    expect(writeSafetensors(turned, { b: '2', a: '1' })).toEqual(file);
    const length = new DataView(file.buffer).getUint32(0, true);
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
    const bytes = { F64: 8, I64: 8, F32: 4, I32: 4, U8: 1 };
    for (const { dtype, data_offsets } of Object.values(header) as {
      dtype?: keyof typeof bytes;
      data_offsets: number[];
    }[]) {
      if (dtype !== undefined) expect(data_offsets[0]! % bytes[dtype]).toBe(0);
    }
  });

  it('writes the window of a larger buffer', () => {
    const data = Float32Array.of(0, 1, 2, 3).subarray(1, 3);
    const { tensors } = readSafetensors(writeSafetensors({ a: { data, shape: [2] } }));
    expect(tensors.a!.data).toEqual(Float32Array.of(1, 2));
  });

  it('refuses arrays that do not fill their shape, other types and the reserved name', () => {
    const one = Float32Array.of(1);
    expect(() => writeSafetensors({ a: { data: one, shape: [2] } })).toThrow(
      new RangeError('expected the values of "a" to fill shape [2], got 1'),
    );
    expect(() => writeSafetensors({ a: { data: one, shape: [-1, -1] } })).toThrow(RangeError);
    expect(() => writeSafetensors({ __metadata__: { data: one, shape: [1] } })).toThrow(RangeError);
    const wrong = { a: { data: new Uint8ClampedArray(1), shape: [1] } } as unknown;
    expect(() => writeSafetensors(wrong as Record<string, WeightArray>)).toThrow(
      /a Float32Array, .*, got Uint8ClampedArray/,
    );
  });
});

async function arraysOf(file: Uint8Array): Promise<Record<string, WeightArray>> {
  const { tensors } = await openSafetensors(bytesSource(file, 'w'));
  const read = [...tensors].map(
    async ([name, tensor]) => [name, await readValues(tensor)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

async function narrowed(data: Float32Array, type: NarrowFloat): Promise<WeightValues> {
  const tensor = storedArray('a', { data, shape: [data.length] }, type);
  const { tensors } = readSafetensors(await joined(streamSafetensors([tensor])));
  return tensors['a']!.data;
}

async function joined(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return new Uint8Array(Buffer.concat(all));
}

function entry(dtype: string, shape: number[], data_offsets: number[]): object {
  return { dtype, shape, data_offsets };
}

function build(header: object, ...data: number[][]): Uint8Array {
  return raw(JSON.stringify(header), ...data);
}

function raw(header: string, ...data: number[][]): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return Uint8Array.from([...length, ...text, ...data.flat()]);
}

function someTensors(): Record<string, WeightArray> {
  return {
    'b/kernel': { data: Float32Array.of(1, -2, Number.NaN, 4, 5, 6), shape: [2, 3] },
    10: { data: Uint8Array.of(1, 2, 3), shape: [3] },
    9: { data: Uint8Array.of(4), shape: [1, 1] },
    scalar: { data: Float64Array.of(Math.PI), shape: [] },
    count: { data: BigInt64Array.of(2n ** 62n), shape: [1] },
    ids: { data: Int32Array.of(-1, 7), shape: [2] },
    empty: { data: new Float32Array(0), shape: [4, 0] },
  };
}

/** Cuts, appends to or overwrites a few bytes of the length, the header or the data. */
function mutate(file: Uint8Array, random: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(random() * n);
  const kind = below(4);
  if (kind === 0) return file.slice(0, below(file.length));
  if (kind === 1) return Uint8Array.from([...file, below(256)]);
  const copy = file.slice();
  const digits = '0123456789[]{},":-e';
  for (let i = 0; i <= below(3); i++) {
    const fromEnd = random() < 0.5 ? 60 : copy.length;
    const place = random() < 0.1 ? below(8) : copy.length - 1 - below(fromEnd);
    copy[place] = kind === 2 ? below(256) : digits.charCodeAt(below(digits.length));
  }
  return copy;
}

/** Park–Miller: enough for test data. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
