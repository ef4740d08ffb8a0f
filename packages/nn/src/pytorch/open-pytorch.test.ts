import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { type MadeTensor, pytorchBytes } from '../../../../test/write-pytorch.ts';
import { bytesSource } from '../bytes-source.ts';
import { openPytorch, PytorchError } from '../pytorch.ts';
import { readValues } from '../read-values.ts';

const data = sharedData();
const open = (bytes: Uint8Array) => openPytorch(bytesSource(bytes, 'x.pth'));

describe.skipIf(data === undefined)('checkpoints that PyTorch wrote', () => {
  const oracle = (name: string) => readFile(join(data!, 'oracle', name));

  it.each([
    ['checkpoint-zip.pth', 'zip'],
    ['checkpoint-legacy.pth', 'legacy'],
  ])('`openPytorch` reads %s as PyTorch does, exactly', async (file, format) => {
    const expected = JSON.parse(await readFile(join(data!, 'oracle/checkpoint.json'), 'utf8'));
    const checkpoint = await open(await oracle(file));
    expect(checkpoint.format).toBe(format);
    expect(checkpoint.values).toEqual({ epoch: expected.epoch });
    expect([...checkpoint.tensors.keys()].sort()).toEqual(Object.keys(expected.tensors).sort());
    for (const [name, tensor] of checkpoint.tensors) {
      const { dtype, shape, values } = expected.tensors[name];
      expect([tensor.dtype, tensor.shape]).toEqual([dtype, shape]);
      const { data: read } = await readValues(tensor);
      expect([...read].map(Number)).toEqual(values.map(Number));
    }
  });

  it.each(['checkpoint-hostile.pth', 'checkpoint-hostile-zip.pth'])(
    '%s is refused with the name of what it tried, and nothing is run',
    async (file) => {
      const opening = open(await oracle(file));
      await expect(opening).rejects.toThrow(PytorchError);
      await expect(opening).rejects.toThrow(/^x\.pth: tried to use posix\.system;/);
      await expect(opening).rejects.toMatchObject({ refused: 'posix.system' });
      expect(existsSync('/tmp/exifclip-pickle-was-executed')).toBe(false);
    },
  );

  it.each(['checkpoint-zip.pth', 'checkpoint-legacy.pth'])(
    '1,000 damaged copies of %s are read or refused as such, in bounded memory',
    async (file) => {
      await survives(new Uint8Array(await oracle(file)), 1000);
    },
  );
});

describe('checkpoints made here', () => {
  const made: MadeTensor[] = [
    { name: 'a.weight', shape: [2, 3], values: () => Float32Array.of(1, 2, 3, 4, 5, 6) },
    { name: 'scalar', shape: [], values: () => Float32Array.of(Number.NaN) },
    { name: 'empty', shape: [0, 5], values: () => new Float32Array(0) },
  ];

  it('a scalar, an empty tensor and NaN are read', async () => {
    const { tensors, values } = await open(pytorchBytes(made, { extra: { epoch: 7 } }));
    expect(values).toEqual({ epoch: 7 });
    const read = await Promise.all([...tensors.values()].map((tensor) => readValues(tensor)));
    expect(read).toEqual(made.map(({ shape, values }) => ({ data: values(), shape: [...shape] })));
  });

  it('a zip64 archive is read', async () => {
    const { tensors } = await open(pytorchBytes(made, { zip64: true }));
    expect((await readValues(tensors.get('a.weight')!)).data).toEqual(
      Float32Array.of(1, 2, 3, 4, 5, 6),
    );
  });

  it('1,000 damaged zip64 copies are read or refused as such', async () => {
    await survives(pytorchBytes(made, { zip64: true }), 1000);
  });

  it('a changed value is found by its checksum', async () => {
    const bytes = pytorchBytes(made);
    const at = Buffer.from(bytes).indexOf(Buffer.from(Float32Array.of(5).buffer));
    bytes[at]! ^= 1;
    const { tensors } = await open(bytes);
    await expect(readValues(tensors.get('a.weight')!)).rejects.toThrow(/data\/0 is damaged/);
  });

  it('views with gaps, backward axes and repetition are laid out row by row', async () => {
    const values = () => Float32Array.of(0, 1, 2, 3, 4, 5);
    const turned = { name: 't', shape: [3, 2], values, view: { strides: [1, 3], count: 6 } };
    const spread = { name: 's', shape: [2, 2], values, view: { strides: [0, 5], count: 6 } };
    const { tensors } = await open(pytorchBytes([turned, spread]));
    const read = await Promise.all([...tensors.values()].map((tensor) => readValues(tensor)));
    expect(read.map(({ data }) => [...data])).toEqual([
      [0, 3, 1, 4, 2, 5],
      [0, 5, 0, 5],
    ]);
  });

  it('a small file cannot ask for the memory of a large one', async () => {
    const huge = { shape: [2 ** 15, 2 ** 15], values: () => Float32Array.of(1) };
    const repeated = { ...huge, name: 'huge', view: { strides: [0, 0], count: 1 } };
    await expect(open(pytorchBytes([repeated]))).rejects.toThrow(/huge \[32768,32768\] takes more/);
    const claimed = { ...huge, name: 'claimed', view: { strides: [2 ** 15, 1], count: 2 ** 30 } };
    await expect(open(pytorchBytes([claimed]))).rejects.toThrow(/claimed.*, got 4$/);
  });

  it('a compressed entry is refused by name', async () => {
    const bytes = Buffer.from(pytorchBytes(made));
    const entry = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    bytes.writeUInt16LE(8, entry + 10);
    await expect(open(bytes)).rejects.toThrow(/got made\/version compressed/);
  });
});

describe('pickles made here', () => {
  const refusals: [string, string, RegExp][] = [
    ['nothing', '', /got neither/],
    ['a text', 'hello', /got neither/],
    ['a pickle of something else', '\x80\x02K\x01.', /the number that PyTorch begins with/],
    ['a pickle that ends', '\x80\x02(', /is cut/],
    ['a protocol of text', '\x80\x00.', /protocol 2 to 5, got 0/],
    ['a name of another module', '\x80\x02cos\nsystem\n.', /tried to use os\.system/],
    ['a name in two parts', '\x80\x04\x8c\x02nt\x8c\x06system\x93.', /tried to use nt\.system/],
    ['a builtin', '\x80\x02cbuiltins\neval\n.', /tried to use builtins\.eval/],
    ['a class by text', '\x80\x02(ios\nsystem\n.', /tried to call os\.system/],
    ['a call of what is no function', '\x80\x02ctorch\nTensor\n)R.', /tried to call torch\.Tensor/],
    ['a call of a value', '\x80\x02K\x01)R.', /a function and its parameters/],
    ['more taken than put', '\x80\x02s.', /takes more than it has put/],
    ['a list closed twice', '\x80\x02t.', /has not opened/],
    ['a value that was never kept', '\x80\x02h\x09.', /has not kept/],
    ['an operation that there is not', '\x80\x02\xff.', /got byte 255/],
    ['a text of 2^63 bytes', '\x80\x04\x8d\0\0\0\0\0\0\0\x7f.', /is cut/],
    ['text that is no UTF-8', '\x80\x02U\x01\xff.', /UTF-8/],
    ['an extension code', '\x80\x02\x82\x01.', /got byte 130/],
    ['a number of 200 bytes', `\x80\x02\x8a\xc8${'\x01'.repeat(200)}.`, /at most 32 bytes/],
  ];
  it.each(refusals)('%s is refused', async (_, text, message) => {
    const opening = open(Buffer.from(text, 'latin1'));
    await expect(opening).rejects.toThrow(PytorchError);
    await expect(opening).rejects.toThrow(message);
  });

  it('a small pickle cannot copy a list again and again', async () => {
    const many = 'K\x01'.repeat(1000);
    const set = 'cbuiltins\nset\nq\x01';
    const again = 'h\x01h\x00\x85R0'.repeat(1000);
    const opening = open(Buffer.from(`\x80\x02(${many}lq\x00${set}${again}.`, 'latin1'));
    await expect(opening).rejects.toThrow(/copies more values than it holds/);
  });
});

/** Opens damaged copies and reads all that they say they hold. */
async function survives(file: Uint8Array, rounds: number): Promise<void> {
  const random = generator(7);
  let read = 0;
  const started = performance.now();
  for (let round = 0; round < rounds; round++) {
    const damaged = mutate(file, random);
    try {
      const { tensors } = await open(damaged);
      let size = 0;
      for (const tensor of tensors.values()) size += (await tensor.bytes()).byteLength;
      expect(size).toBeLessThanOrEqual(16 * damaged.length + 2 ** 20);
      read++;
    } catch (error) {
      expect(error).toBeInstanceOf(PytorchError);
    }
  }
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(rounds);
}

/** Cuts, appends, repeats, or overwrites a few bytes. */
function mutate(file: Uint8Array, random: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(random() * n);
  const kind = below(8);
  if (kind === 0) return file.slice(0, below(file.length));
  if (kind === 1) return Uint8Array.from([...file, below(256)]);
  if (kind === 2) {
    const [from, length, to] = [below(file.length), below(64), below(file.length)];
    return Uint8Array.from([
      ...file.slice(0, to),
      ...file.slice(from, from + length),
      ...file.slice(to),
    ]);
  }
  const copy = file.slice();
  const codes =
    '().0125GHJKMNQRSTUXabcdehjlqrstu}]\x80\x81\x85\x86\x87\x88\x89\x8a\x8b\x93\x94\xff\x00';
  for (let i = 0; i <= below(4); i++) {
    const place = below(copy.length);
    copy[place] = kind < 5 ? below(256) : codes.charCodeAt(below(codes.length));
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
