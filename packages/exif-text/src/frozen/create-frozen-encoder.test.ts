import '@tensorflow/tfjs-backend-cpu';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoTokenizer } from '@huggingface/transformers';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { onnxDistilbertParameters, tinyDistilbertConfig } from '../../test/onnx-distilbert.ts';
import { distilbertTower } from '../tower/distilbert-tower.ts';
import { createFrozenEncoder, type FrozenEncoder } from './create-frozen-encoder.ts';
import { FrozenModelError } from './frozen-model-error.ts';
import { openEmbeddingCache } from './open-embedding-cache.node.ts';

const data = sharedData();
const model = join(data ?? '', 'models/distilbert-random-tiny');
const sentences = [
  'Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60, Flash: Off, Did not fire',
  'Make: Apple',
  '',
  'Make: Apple',
];

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'exifclip-frozen-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe.skipIf(data === undefined)('a frozen encoder', () => {
  let encoder: FrozenEncoder;
  beforeAll(async () => {
    encoder = await createFrozenEncoder(model, { threads: 1, batchSize: 2, allowDownload: false });
  });
  afterAll(() => encoder.dispose());

  test('agrees with `distilbertTower` on the same weights and tokens to 1e-5', async () => {
    await tf.setBackend('cpu');
    const tokenizer = await AutoTokenizer.from_pretrained(model, { local_files_only: true });
    const { input_ids, attention_mask } = tokenizer(sentences, { padding: true });
    const shape = input_ids.dims as [number, number];
    const expected = tf.tidy(() => {
      const tensor = (ids: unknown) =>
        tf.tensor2d(Array.from(ids as BigInt64Array, Number), shape, 'int32');
      const tokens = {
        inputIds: tensor(input_ids.data),
        attentionMask: tensor(attention_mask.data),
      };
      const parameters = onnxDistilbertParameters(readFileSync(join(model, 'onnx/model.onnx')));
      return distilbertTower(parameters, tokens, tinyDistilbertConfig).dataSync();
    });
    expect(encoder.dim).toBe(64);
    const embeddings = await encoder.encode(sentences);
    expect(embeddings.shape).toEqual([4, 64]);
    embeddings.data.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
    });
  });

  test('takes no sentences, and ones longer than the model', async () => {
    expect(await encoder.encode([])).toEqual({ data: new Float32Array(0), shape: [0, 64] });
    const { data } = await encoder.encode(['Lens: very long '.repeat(2000)]);
    expect(Math.hypot(...data)).toBeCloseTo(1, 5);
  });

  test('reports progress over different sentences, and stops when told', async () => {
    const onProgress = vi.fn();
    await encoder.encode(sentences, { onProgress });
    expect(onProgress.mock.calls).toEqual([
      [2, 3],
      [3, 3],
    ]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(encoder.encode(sentences, { signal })).rejects.toThrow('enough');
  });

  test('takes the first token where asked to, and is known by another id then', async () => {
    const options = { threads: 1, pooling: 'cls', allowDownload: false } as const;
    const first = await createFrozenEncoder(model, options);
    expect(first.id).not.toBe(encoder.id);
    expect((await first.encode(['Make: Apple'])).data).not.toEqual(
      (await encoder.encode(['Make: Apple'])).data,
    );
    await first.dispose();
  });

  test('is known by what is in its files, not by where they lie, and finds its cache again', async () => {
    const copy = join(scratch, 'copy');
    cpSync(model, copy, { recursive: true });
    const cache = await openEmbeddingCache(join(scratch, 'cache'));
    const set = vi.spyOn(cache, 'set');
    const options = { threads: 1, allowDownload: false };
    for (const [folder, written] of [
      [model, 1],
      [copy, 1],
    ] as const) {
      const cached = await createFrozenEncoder(folder, { ...options, cache });
      expect(cached.id).toBe(encoder.id);
      const { data } = await cached.encode(sentences);
      expect(set).toHaveBeenCalledTimes(written);
      const plain = await encoder.encode(sentences);
      data.forEach((value, i) => {
        expect(Math.abs(value - plain.data[i]!)).toBeLessThan(1e-5);
      });
      await cached.dispose();
    }
    appendFileSync(join(copy, 'config.json'), ' ');
    const other = await createFrozenEncoder(copy, options);
    expect(other.id).not.toBe(encoder.id);
    await other.dispose();
  });

  test('says which file of a folder is missing', async () => {
    for (const file of [
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/model.onnx',
    ]) {
      const folder = mkdtempSync(join(scratch, 'lacking-'));
      cpSync(model, folder, { recursive: true });
      rmSync(join(folder, file), { force: true });
      await expect(createFrozenEncoder(folder)).rejects.toThrow(
        `${folder}: expected a file ${file} in the folder, found none`,
      );
    }
    await expect(createFrozenEncoder(model, { dtype: 'q8' })).rejects.toThrow(
      'expected a file onnx/model_quantized.onnx',
    );
  });

  test('says what is wrong with a file', async () => {
    const altered = async (file: string, contents: string): Promise<unknown> => {
      const folder = mkdtempSync(join(scratch, 'altered-'));
      cpSync(model, folder, { recursive: true });
      rmSync(join(folder, file));
      writeFileSync(join(folder, file), contents);
      const error = await createFrozenEncoder(folder).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(FrozenModelError);
      expect((error as FrozenModelError).model).toBe(folder);
      return (error as Error).message;
    };
    expect(await altered('config.json', 'no JSON')).toContain('transformers.js loads, got: ');
    expect(await altered('onnx/model.onnx', 'no graph')).toContain('transformers.js loads, got: ');
    const tokenizer = JSON.parse(readFileSync(join(model, 'tokenizer_config.json'), 'utf8'));
    const padless = JSON.stringify({ ...tokenizer, pad_token: undefined });
    expect(await altered('tokenizer_config.json', padless)).toContain(
      'expected a pad_token in tokenizer_config.json, got none',
    );
  });
});

describe('createFrozenEncoder', () => {
  test('says that neither machine nor hub has a model', async () => {
    const error = await createFrozenEncoder('exifclip-tests/no-such-model').catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(FrozenModelError);
    expect((error as Error).message).toMatch(/^exifclip-tests\/no-such-model: expected .*, got/);
    await expect(
      createFrozenEncoder('exifclip-tests/no-such-model', { allowDownload: false }),
    ).rejects.toThrow(FrozenModelError);
    await expect(createFrozenEncoder('./no/such/folder')).rejects.toThrow(
      './no/such/folder: expected a folder or the id of a model on the hub, got neither',
    );
    await expect(createFrozenEncoder('')).rejects.toThrow(FrozenModelError);
  });

  test('refuses numbers that are no counts', async () => {
    await expect(createFrozenEncoder('x', { batchSize: 0 })).rejects.toThrow(
      new RangeError('expected batchSize to be a positive whole number, got 0'),
    );
    await expect(createFrozenEncoder('x', { maxTokens: 1.5 })).rejects.toThrow(RangeError);
  });
});
