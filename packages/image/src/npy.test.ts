import { describe, expect, it } from 'vitest';
import { decodeNpy } from './decode-npy.ts';
import { encodeNpy } from './encode-npy.ts';
import { NpyFormatError } from './npy-format-error.ts';

const ARRAYS = [
  { data: Float32Array.of(1.5, -2, Number.NaN, Number.POSITIVE_INFINITY), shape: [2, 2] },
  { data: Float64Array.of(Math.PI), shape: [] },
  { data: Uint8Array.of(0, 255, 3), shape: [3] },
  { data: Int8Array.of(-128, 127), shape: [2, 1, 1] },
  { data: Int16Array.of(-32_768, 32_767), shape: [1, 2] },
  { data: Uint16Array.of(65_535, 1), shape: [2] },
  { data: Int32Array.of(-(2 ** 31), 5), shape: [2] },
  { data: Uint32Array.of(2 ** 32 - 1), shape: [1] },
  { data: new Float32Array(0), shape: [0, 3] },
];

describe('`encodeNpy` and `decodeNpy`', () => {
  it('give back every type and shape', () => {
    for (const array of ARRAYS) expect(decodeNpy(encodeNpy(array))).toEqual(array);
  });

  it('write the bytes that numpy writes', () => {
    // As the format's description has it: magic, version 1.0, 118 bytes of header, the elements.
    const dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    const expected = Buffer.concat([
      Buffer.from('934e554d505901007600', 'hex'),
      Buffer.from(`${dictionary.padEnd(117)}\n`),
      Buffer.from(
        '0000803f' + '00000040' + '00004040' + '00008040' + '0000a040' + '0000c040',
        'hex',
      ),
    ]);
    const file = encodeNpy({ data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
    expect(Buffer.from(file).toString('latin1')).toBe(expected.toString('latin1'));
    expect(Buffer.from(encodeNpy(ARRAYS[2]!)).toString('latin1')).toContain("'shape': (3,), }");
  });

  it('start the elements at a multiple of 64 whatever the length of the header', () => {
    for (let axes = 0; axes < 60; axes++) {
      const array = { data: Uint8Array.of(7), shape: Array<number>(axes).fill(1) };
      const file = encodeNpy(array);
      expect(file.length % 64).toBe(1);
      expect(decodeNpy(file)).toEqual(array);
    }
  });

  it('write a strided ndarray in row-major order', () => {
    const view = {
      data: Int16Array.of(1, 2, 3, 4, 5, 6),
      shape: [3, 2],
      stride: [1, 3],
      offset: 0,
    };
    expect(decodeNpy(encodeNpy(view))).toEqual({
      data: Int16Array.of(1, 4, 2, 5, 3, 6),
      shape: [3, 2],
    });
  });
});

describe('`encodeNpy`', () => {
  it('refuses data of a type that the format lacks', () => {
    const array = { data: BigInt64Array.of(1n) as unknown as Int32Array, shape: [1] };
    expect(() => encodeNpy(array)).toThrow(/expected data out of .*, got BigInt64Array/);
  });
});

describe('`decodeNpy`', () => {
  it('reads version 2, entries in any order, and files inside a larger buffer', () => {
    const file = npy("{'shape': (2,), 'fortran_order': False, 'descr': '<u2'}\n", [1, 0, 2, 0], 2);
    const inside = new Uint8Array(file.length + 3);
    inside.set(file, 3);
    expect(decodeNpy(inside.subarray(3))).toEqual({ data: Uint16Array.of(1, 2), shape: [2] });
  });

  it('copies the elements, so that the file may be changed afterwards', () => {
    const file = Buffer.from(encodeNpy({ data: Uint8Array.of(1, 2), shape: [2] }));
    const { data } = decodeNpy(file);
    file.fill(0);
    expect([...data]).toEqual([1, 2]);
  });

  const header = (descr: string, shape: string, order = 'False') =>
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;

  const refused: Array<[what: string, file: Uint8Array, message: string]> = [
    ['nothing', new Uint8Array(0), 'expected a .npy file, got 0 bytes'],
    [
      'another format',
      new TextEncoder().encode('PK a zip archive'),
      'expected a .npy file, got 16',
    ],
    ['version 3', npy(header('|u1', '(1,)'), [1], 3), 'version 1 or 2, got 3.0'],
    ['a header longer than the file', longHeader(), 'header of at most 20 bytes, got 4294967295'],
    ['Fortran order', npy(header('|u1', '(1,)', 'True'), [1]), 'C order, got Fortran order'],
    ['pickled objects', npy(header('|O', '(1,)'), [1]), 'got |O'],
    ['big-endian elements', npy(header('>f4', '(1,)'), [0, 0, 0, 0]), 'got >f4'],
    [
      'a record type',
      npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': ()}", []),
      'header of descr',
    ],
    ['code in the header', npy(`${header('|u1', '(1,)')}__import__('os')`, [1]), '__import__'],
    [
      'an entry twice',
      npy(`{'shape': (1,), ${header('|u1', '(1,)').slice(1)}`, [1]),
      'expected a .npy',
    ],
    [
      'a huge shape',
      npy(header('<f8', '(99999999999, 99999999999)'), [1]),
      'bytes of <f8 for shape',
    ],
    [
      'an extent beyond any number',
      npy(header('|u1', `(${'9'.repeat(400)},)`), [1]),
      'whole numbers',
    ],
    ['a gap in the shape', npy(header('|u1', '(1,,1)'), [1]), 'whole numbers'],
    ['a negative extent', npy(header('|u1', '(-1,)'), [1]), 'header of descr'],
    ['too few elements', npy(header('|u1', '(3,)'), [1]), 'expected 3 bytes of |u1'],
    ['too many elements', npy(header('|u1', '(1,)'), [1, 2]), 'expected 1 bytes of |u1'],
  ];

  for (const [what, file, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => decodeNpy(file)).toThrow(NpyFormatError);
      expect(() => decodeNpy(file)).toThrow(message);
    });
  }
});

function npy(header: string, elements: number[], version = 1): Uint8Array {
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(header.length);
  else length.writeUInt32LE(header.length);
  const magic = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  return Buffer.concat([magic, length, Buffer.from(header), Buffer.from(elements)]);
}

function longHeader(): Uint8Array {
  const file = Buffer.alloc(32);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 0xff, 0xff, 0xff, 0xff]);
  return file;
}
