import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession, type RuntimeName } from '@exifclip/onnx';
import {
  type TensorFunction,
  TraceReadError,
  trace,
  UnsupportedKernelError,
} from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import onnxProto from 'onnx-proto';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../test/expect-close.ts';
import { noise } from '../test/noise.ts';
import { eager } from '../test/parity.ts';
import { fixedStatistics, smallTower, smallTowerWeights } from '../test/small-tower.ts';

const runtimes: readonly RuntimeName[] = ['onnxruntime-node', 'onnxruntime-web'];
const patch = { shape: [1, 8, 8, 3], dtype: 'float32' } as const;
const row = { shape: [2, 3], dtype: 'float32' } as const;

beforeAll(async () => {
  await chooseBackend({ prefer: 'cpu', training: true });
});

/** A tower whose weights are captured, as an encoder's are. */
const encode: TensorFunction = ({ patches }) => {
  const weights = Object.entries(smallTowerWeights()).map(([name, { data, shape }]) => [
    name,
    tf.tensor(data as Float32Array, [...shape]),
  ]);
  return { embeddings: smallTower(Object.fromEntries(weights), patches!, fixedStatistics) };
};

describe('a tower, traced with a symbolic batch', () => {
  for (const runtime of runtimes) {
    it(`serves 1 and 1,000 rows from one file in ${runtime}`, async () => {
      const { bytes } = trace(encode, { patches: patch }, { symbolicBatch: true });
      const session = await createOnnxSession(bytes, { runtime, threads: 1 });
      for (const count of [1, 1000]) {
        const patches = noise([count, 8, 8, 3], 7);
        const { embeddings } = await session.run({ patches });
        expect(embeddings!.shape).toEqual([count, 5]);
        const last = (await eager(encode, { patches: lastRow(patches) })).embeddings!;
        expectClose(lastRow(embeddings!), last, 1e-4);
      }
      await session.dispose();
    });
  }

  it('serves an empty batch', async () => {
    const { bytes } = trace(encode, { patches: patch }, { symbolicBatch: true });
    const session = await createOnnxSession(bytes, { threads: 1 });
    const { embeddings } = await session.run({ patches: noise([0, 8, 8, 3], 1) });
    expect(embeddings!.shape).toEqual([0, 5]);
    await session.dispose();
  });

  it('leaves scalars alone', () => {
    const { bytes } = trace(
      ({ x, factor }) => ({ y: tf.mul(x!, factor!) }),
      { x: row, factor: { shape: [], dtype: 'float32' } },
      { symbolicBatch: true },
    );
    const { graph } = onnxProto.onnx.ModelProto.decode(bytes);
    const dims = graph!.input!.map(({ type }) => type!.tensorType!.shape!.dim!);
    expect(
      dims.map((d) => d.map(({ dimParam, dimValue }) => dimParam || Number(dimValue))),
    ).toEqual([['batch', 3], []]);
  });

  it('is refused where the function depends on the extent of the batch', () => {
    const refused: Record<string, TensorFunction> = {
      'by a number': ({ x }) => ({ y: tf.mul(x!, 1 / x!.shape[0]!) }),
      'by a shape': ({ x }) => ({ y: tf.reshape(x!, [x!.shape[0]! * 3]) }),
      'by a square of it': ({ x }) => ({ y: tf.reshape(tf.matMul(x!, x!, false, true), [-1]) }),
      'by the gradient of a mean': ({ x }) => ({
        y: tf.grad((v) => tf.mean(tf.square(v)))(x!),
      }),
      'by a constant repeated along it': ({ x }) => ({
        y: tf.concat([x!, tf.onesLike(x!)], 1),
      }),
    };
    for (const [how, fn] of Object.entries(refused)) {
      expect(() => trace(fn, { x: row }, { symbolicBatch: true }), how).toThrow(RangeError);
    }
  });
});

describe('the file', () => {
  it('has the same bytes whenever the same function is traced', () => {
    const options = { symbolicBatch: true, name: 'tower', metadata: { range: '0 to 255' } };
    const first = trace(encode, { patches: patch }, options);
    const second = trace(encode, { patches: patch }, options);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    expect(trace(encode, { patches: patch }).bytes.length).not.toBe(first.bytes.length);
  });

  it('says who made it, what it is called and what the caller noted', () => {
    const metadata = { range: '0 to 255' };
    const { bytes, inputNames, outputNames } = trace(
      encode,
      { patches: patch },
      { name: 'tower', metadata },
    );
    const model = onnxProto.onnx.ModelProto.decode(bytes);
    expect(model.producerName).toBe('@exifclip/tfjs-onnx');
    expect(model.graph!.name).toBe('tower');
    expect(model.metadataProps).toMatchObject([{ key: 'range', value: '0 to 255' }]);
    expect({ inputNames, outputNames }).toEqual({
      inputNames: ['patches'],
      outputNames: ['embeddings'],
    });
  });

  it('holds nothing that its outputs do not need', () => {
    const fn: TensorFunction = ({ x }) => {
      tf.exp(tf.mul(x!, tf.range(0, 3)));
      return { y: tf.neg(x!) };
    };
    expect(operators(fn)).toEqual(['Neg', 'Identity']);
  });

  it('transposes images once on their way through a tower', () => {
    const { bytes } = trace(encode, { patches: patch });
    const { graph } = onnxProto.onnx.ModelProto.decode(bytes);
    const transposes = graph!.node!.filter(({ opType }) => opType === 'Transpose');
    expect(transposes).toHaveLength(1);
  });

  it('computes equal things once', () => {
    const fn: TensorFunction = ({ x }) => ({ y: tf.add(tf.exp(x!), tf.exp(x!)) });
    expect(operators(fn)).toEqual(['Exp', 'Add', 'Identity']);
  });
});

describe('inputs and outputs', () => {
  it('bytes reach the function as floats', async () => {
    const { bytes } = trace(({ x }) => ({ y: tf.div(x!, 255) }), {
      x: { shape: [3], dtype: 'uint8' },
    });
    const session = await createOnnxSession(bytes, { threads: 1 });
    const { y } = await session.run({ x: { data: Uint8Array.of(0, 51, 255), shape: [3] } });
    expectClose(y!, { data: Float32Array.of(0, 0.2, 1), shape: [3] }, 1e-6);
    await session.dispose();
  });

  it('an input may be returned, and one tensor under two names', async () => {
    const { bytes } = trace(({ x }) => ({ same: x!, again: x! }), { x: row });
    const session = await createOnnxSession(bytes, { threads: 1 });
    const x = noise([2, 3], 1);
    expect(await session.run({ x })).toEqual({ same: x, again: x });
    await session.dispose();
  });

  it('a result that depends on no input is a constant', async () => {
    const { bytes } = trace(() => ({ y: tf.range(0, 3) }), {});
    const session = await createOnnxSession(bytes, { threads: 1 });
    expect(await session.run({})).toEqual({ y: { data: Float32Array.of(0, 1, 2), shape: [3] } });
    await session.dispose();
  });

  it('any names do, those among them that other tools give to values of their own', async () => {
    const names = ['v0', 'c0', '0', 'conv1/kernel:0', 'ein Name', 'x.1'];
    const inputs = Object.fromEntries(names.map((name) => [name, row]));
    const { bytes } = trace(
      (tensors) => ({ y: tf.addN(Object.values(tensors)), v1: tf.exp(tensors.v0!) }),
      inputs,
    );
    const session = await createOnnxSession(bytes, { threads: 1 });
    const ones = { data: new Float32Array(6).fill(1), shape: [2, 3] };
    const { y } = await session.run(Object.fromEntries(names.map((name) => [name, ones])));
    expect([...y!.data]).toEqual(new Array(6).fill(names.length));
    await session.dispose();
  });

  it('a name in use, or reserved, is refused', () => {
    const negate: TensorFunction = ({ x }) => ({ x: tf.neg(x!) });
    expect(() => trace(negate, { x: row })).toThrow(
      new RangeError('expected outputs named unlike the inputs, got x in both'),
    );
    expect(() => trace(({ x }) => ({ '%1': tf.neg(x!) }), { x: row })).toThrow(RangeError);
    expect(() => trace(() => ({ y: tf.scalar(1) }), { '': row })).toThrow(RangeError);
  });

  it('a result that is no object of tensors is refused', () => {
    const wrong: Record<string, unknown> = {
      'an object of named tensors, got tf.Tensor': tf.scalar(1),
      'an object of named tensors, got Array': [tf.scalar(1)],
      'an object of named tensors, got Promise': Promise.resolve({}),
      'an object of named tensors, got undefined': undefined,
      'the result loss to be a tensor, got number': { loss: 3 },
    };
    for (const [message, result] of Object.entries(wrong)) {
      const fn = () => result as ReturnType<TensorFunction>;
      expect(() => trace(fn, {})).toThrow(TypeError);
      expect(() => trace(fn, {})).toThrow(message);
    }
  });

  it('strings and complex numbers are refused', () => {
    const strings: TensorFunction = () => ({ y: tf.tensor(['a', 'b']) });
    expect(() => trace(strings, {})).toThrow(
      'expected a float32, int32 or bool tensor, got string',
    );
  });
});

describe('what cannot be traced', () => {
  it('a kernel without ONNX form throws an error that names it and where it was called', () => {
    const fn: TensorFunction = ({ x }) => ({
      y: tf.localResponseNormalization(x as tf.Tensor4D),
    });
    const tracing = () => trace(fn, { x: patch });
    expect(tracing).toThrow(UnsupportedKernelError);
    expect(tracing).toThrow(
      /^the tfjs kernel LRN cannot be traced into ONNX yet, called at fn .*trace\.test\.ts/,
    );
    try {
      tracing();
    } catch (error) {
      expect(error).toMatchObject({ kernel: 'LRN' });
    }
  });

  it('reading a tensor throws an error that explains why', async () => {
    const reads: TensorFunction[] = [
      ({ x }) => ({ y: tf.scalar(x!.dataSync()[0]!) }),
      ({ x }) => ({ y: tf.tensor(x!.arraySync()) }),
      ({ x }) => {
        x!.print();
        return { y: x! };
      },
      ({ x }) => ({ y: tf.scalar(tf.mean(x!).dataSync()[0]!) }),
    ];
    for (const fn of reads) expect(() => trace(fn, { x: row })).toThrow(TraceReadError);
    let reading: Promise<unknown> = Promise.resolve();
    const later: TensorFunction = ({ x }) => {
      reading = expect(x!.data()).rejects.toThrow(TraceReadError);
      return { y: x! };
    };
    trace(later, { x: row });
    await reading;
  });

  it('an error of the function itself passes through', () => {
    const mine = new Error('mine');
    const fn: TensorFunction = () => {
      throw mine;
    };
    expect(() => trace(fn, { x: row })).toThrow(mine);
  });

  it('shapes that do not fit throw while tracing, as they do in tfjs', () => {
    const misfits: TensorFunction[] = [
      ({ x }) => ({ y: tf.matMul(x!, x!) }),
      ({ x }) => ({ y: tf.add(x!, tf.ones([2])) }),
      ({ x }) => ({ y: tf.reshape(x!, [7]) }),
      ({ x }) => ({ y: tf.slice(x!, [1, 1], [2, 3]) }),
      ({ x }) => ({ y: tf.concat([x!, tf.ones([1, 3])], 1) }),
    ];
    for (const misfit of misfits) {
      const eagerly = () => tf.tidy(() => misfit({ x: tf.ones([2, 3]) }) as tf.NamedTensorMap);
      expect(eagerly, misfit.toString()).toThrow();
      expect(() => trace(misfit, { x: row }), misfit.toString()).toThrow(/\d/);
    }
  });

  it('a trace inside a trace is refused', () => {
    const inner: TensorFunction = ({ x }) => ({ y: tf.neg(x!) });
    const outer: TensorFunction = ({ x }) => {
      trace(inner, { x: row });
      return { y: x! };
    };
    expect(() => trace(outer, { x: row })).toThrow('a trace cannot be made inside another');
  });
});

describe('tfjs, after a trace', () => {
  const failing: TensorFunction = ({ x }) => {
    tf.exp(tf.add(x!, tf.ones([3])));
    throw new Error('in the middle');
  };

  it('has the backend that it had, also when the function threw', () => {
    trace(encode, { patches: patch });
    expect(tf.getBackend()).toBe('cpu');
    expect(() => trace(failing, { x: row })).toThrow('in the middle');
    expect(tf.getBackend()).toBe('cpu');
    expect(tf.findBackend('onnx-trace')).toBeNull();
    expect([...tf.add(tf.scalar(1), 2).dataSync()]).toEqual([3]);
  });

  it('has as many tensors as before, also when the function threw', () => {
    const kept = tf.tensor1d([1, 2, 3]);
    const gradient: TensorFunction = ({ x }) => ({
      y: tf.grad((v) => tf.sum(tf.square(tf.mul(v, kept))))(x!),
    });
    const { numTensors, numBytes } = tf.memory();
    trace(gradient, { x: row });
    trace(encode, { patches: patch }, { symbolicBatch: true });
    expect(() => trace(failing, { x: row })).toThrow();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    expect([...kept.dataSync()]).toEqual([1, 2, 3]);
    kept.dispose();
  });
});

function lastRow({ data, shape }: { data: ArrayLike<unknown>; shape: readonly number[] }) {
  const size = shape.slice(1).reduce((product, extent) => product * extent, 1);
  return { data: (data as Float32Array).slice(-size), shape: [1, ...shape.slice(1)] };
}

function operators(fn: TensorFunction): string[] {
  const { graph } = onnxProto.onnx.ModelProto.decode(trace(fn, { x: row }).bytes);
  return graph!.node!.map(({ opType }) => opType!);
}
