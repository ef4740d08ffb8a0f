import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadModel } from '@exifclip/models';
import { openFileSource } from '@exifclip/nn/node';
import { openSafetensors, readValues, writeSafetensors } from '@exifclip/nn/safetensors';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHubServer } from '../../../../test/hub-server.ts';
import { sharedData } from '../../../../test/shared-data.ts';
import { type MadeTensor, pytorchBytes, writePytorch } from '../../../../test/write-pytorch.ts';
import { runExifclip } from '../../test/run-exifclip.ts';

const data = sharedData();
const quiet = { threads: 1, onFallback: () => {} };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-convert-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(data === undefined)('checkpoints that PyTorch wrote', () => {
  const oracle = (name: string) => join(data!, 'oracle', name);

  it('are listed alike in both formats, with checksums of their values', async () => {
    const list = async (name: string) => {
      const { code, stdout } = await runExifclip(['convert', oracle(name), '--list', '--json']);
      expect(code).toBe(0);
      return JSON.parse(stdout);
    };
    const zip = await list('checkpoint-zip.pth');
    const legacy = await list('checkpoint-legacy.pth');
    expect(legacy.tensors).toEqual(zip.tensors);
    expect(zip.values).toEqual({ epoch: 3 });
    const expected = JSON.parse(await readFile(oracle('checkpoint.json'), 'utf8')).tensors;
    expect(zip.tensors).toHaveLength(Object.keys(expected).length);
    const floats = Float32Array.from(expected['model.transposed_view'].values);
    expect(zip.tensors).toContainEqual({
      name: 'model.transposed_view',
      dtype: 'float32',
      shape: [6, 4],
      sha256: createHash('sha256').update(floats).digest('hex'),
    });
  });

  it('that are hostile are refused with the name of what they tried', async () => {
    for (const name of ['checkpoint-hostile.pth', 'checkpoint-hostile-zip.pth']) {
      const { code, stdout, stderr } = await runExifclip(['convert', oracle(name), '--list']);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('posix.system');
    }
  });

  it('of the published layout, in full size, are converted, and both encoders run', async () => {
    const layout = await publishedTensors();
    const leftovers = ['model.logit_scale', 'sink_temp', 'model.visual.bn1.num_batches_tracked'];
    const extra = leftovers.map((name) => ({ name, shape: [], values: () => Float32Array.of(1) }));
    const path = join(folder, 'wrapper.pth');
    await pipeline(
      Readable.from(writePytorch([...layout, ...extra], { extra: { epoch: 75 } })),
      createWriteStream(path),
    );
    const out = join(folder, 'published');
    const tokenizer = join(data!, 'models/distilbert-random-tiny');
    const args = ['convert', path, '--out', out, '--tokenizer', tokenizer, '--json'];
    const { code, stdout, stderr } = await runExifclip(args);
    expect([stderr, code]).toEqual([expect.any(String), 0]);
    expect(JSON.parse(stdout)).toEqual({
      folder: out,
      image: 'ResNet-50 from model.visual.*',
      text: 'DistilBERT from model.transformer.*',
      leftovers,
    });
    await rm(path);

    // [out, in, height, width] in the checkpoint, [height, width, in, out] here
    const file = await openFileSource(join(out, 'image-tower.safetensors'));
    const { tensors } = await openSafetensors(file);
    const stem = await readValues(tensors.get('conv1/kernel')!);
    const made = layout[0]!.values();
    expect(stem.shape).toEqual([7, 7, 3, 64]);
    expect(stem.data[((2 * 7 + 5) * 3 + 1) * 64 + 40]).toBe(made[((40 * 3 + 1) * 7 + 2) * 7 + 5]);
    await file.close();

    const model = await loadModel(out);
    expect(model.config).toMatchObject({
      id: 'wrapper',
      patchSize: 124,
      dim: 768,
      textEncoder: { kind: 'onnx', maxTokens: 512, sentence: { style: 'paper' } },
    });
    // The image tower's weights are those of the oracle, so PyTorch says what comes out.
    const { output } = JSON.parse(await readFile(oracle('resnet50.json'), 'utf8'));
    const encoder = await model.patchEncoder(quiet);
    const level = (i: number) => 127.5 + 110 * Math.sin(0.013 * i) + 17 * Math.sin(1.7 * i);
    const patches = Uint8Array.from({ length: 2 * 124 * 124 * 3 }, (_, i) =>
      Math.min(255, Math.max(0, Math.floor(level(i)))),
    );
    const embeddings = await encoder.encode({ data: patches, shape: [2, 124, 124, 3] });
    expectNear(embeddings.data, unitRows(output.values, 768), 1e-4);
    await encoder.dispose();
    const text = await model.textEncoder(quiet);
    const sentences = await text.encode(['Make: Canon', 'Make: SONY, Model: DSC-WX80']);
    expectUnitRows(sentences, [2, 768]);
    await text.dispose();
  }, 600_000);

  it('of a small size give the sentence embeddings that PyTorch has', async () => {
    const small = JSON.parse(await readFile(oracle('distilbert.json'), 'utf8'));
    const text = oracleTensors(small.tensors, 'model.transformer.');
    const image = resNet18(32).map((tensor) => ({
      ...tensor,
      name: `model.visual.${tensor.name}`,
    }));
    const source = join(folder, 'small');
    await mkdir(source);
    await writeFile(join(source, 'small.pth'), pytorchBytes([...image, ...text]));
    await writeFile(join(source, 'tokenizer.json'), JSON.stringify(wordTokenizer(120)));
    await writeFile(join(source, 'config.json'), JSON.stringify({ n_heads: small.config.heads }));
    const out = join(folder, 'small-model');
    const { code } = await runExifclip(['convert', source, '--out', out, '--patch-size', '64']);
    expect(code).toBe(0);
    const encoder = await (await loadModel(out)).textEncoder(quiet);
    const sentences = (small.inputIds as number[][]).map((ids, row) =>
      ids.filter((_, i) => small.attentionMask[row][i] === 1),
    );
    // the tokens [CLS] and [SEP] around a sentence come from the tokenizer
    const words = sentences.map((ids) => ids.slice(1, -1).map((id) => `w${id}`));
    const { data: embeddings, shape } = await encoder.encode(words.map((word) => word.join(' ')));
    expect(shape).toEqual([2, 32]);
    expectNear(embeddings, unitRows(small.meanPooled.values, 32), 1e-4);
    await encoder.dispose();
  });

  async function publishedTensors(): Promise<MadeTensor[]> {
    const layout = JSON.parse(await readFile(oracle('published-checkpoint-layout.json'), 'utf8'));
    const image = JSON.parse(await readFile(oracle('resnet50.json'), 'utf8'));
    const made = oracleTensors(image.tensors, 'model.visual.');
    const text = (layout.tensors as { name: string; shape: number[] }[])
      .filter(({ name }) => name.startsWith('model.transformer.'))
      .map(({ name, shape }, k) => ({ name, shape, values: () => madeValues(name, shape, k) }));
    const names = (tensors: { name: string }[]) => tensors.map(({ name }) => name).sort();
    const tensors = [...made, ...text];
    expect(names(tensors)).toEqual(names(layout.tensors));
    return tensors;
  }
});

/** Tensors by the rule that is written down in the oracles. */
function oracleTensors(
  tensors: readonly { name: string; shape: number[]; scale: number; offset: number }[],
  prefix: string,
): MadeTensor[] {
  return tensors.map(({ name, shape, scale, offset }, k) => ({
    name: prefix + name,
    shape,
    values: () => {
      const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
      for (let i = 0; i < values.length; i++)
        values[i] = offset + scale * Math.sin(0.7 * i + 1.3 * k);
      return values;
    },
  }));
}

/** A tokenizer whose words are `w4`, `w5` … between [CLS] (2) and [SEP] (3). */
function wordTokenizer(size: number): object {
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
  const words = Array.from({ length: size }, (_, id) => special[id] ?? `w${id}`);
  const token = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      special: true,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [token('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, token('[SEP]')],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id, i) => [id, { id, ids: [2 + i], tokens: [id] }]),
      ),
    },
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  };
}

describe('weights made here', () => {
  it('a missing and a misshapen tensor are named, and no folder is left', async () => {
    const tensors = resNet18(16);
    const path = join(folder, 'broken.pth');
    const broken = tensors
      .filter(({ name }) => name !== 'layer2.0.bn1.bias')
      .map((tensor) =>
        tensor.name === 'bn1.weight'
          ? { ...tensor, shape: [3], values: () => new Float32Array(3) }
          : tensor,
      );
    await writeFile(path, pytorchBytes(broken));
    const out = join(folder, 'broken');
    const { code, stderr } = await runExifclip(['convert', path, '--out', out]);
    expect(code).toBe(1);
    expect(stderr).toContain('missing: layer2.0.bn1.bias; misshapen: bn1.weight (expected [64]');
    expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual([
      'broken.pth',
    ]);
  });

  it('a ResNet-18 in safetensors becomes a model without sentences, which runs', async () => {
    const arrays = resNet18(16).map(({ name, shape, values }) => [
      `module.${name}`,
      { data: values(), shape },
    ]);
    const weights = join(folder, 'weights');
    await writeFile(`${weights}.safetensors`, writeSafetensors(Object.fromEntries(arrays)));
    const out = join(folder, 'resnet18');
    const size = ['--patch-size', '64', '--id', 'mine'];
    const done = await runExifclip(['convert', `${weights}.safetensors`, '--out', out, ...size]);
    expect([done.code, done.stderr.match(/error.*/)]).toEqual([0, null]);
    expect(done.stdout).toContain('image: ResNet-18 from module.*\ntext: none\nleft over: none');
    expect((await readdir(out)).sort()).toEqual([
      'README.md',
      'config.json',
      'image-tower.safetensors',
      'patch-encoder.onnx',
    ]);
    const model = await loadModel(out);
    expect(model.config).toMatchObject({ id: 'mine', patchSize: 64, dim: 16 });
    await expect(model.textEncoder()).rejects.toThrow(/mine: has no sentence encoder/);
    const encoder = await model.patchEncoder(quiet);
    const patches = new Uint8Array(64 * 64 * 3).fill(99);
    expectUnitRows(await encoder.encode({ data: patches, shape: [1, 64, 64, 3] }), [1, 16]);
    await encoder.dispose();
    const photo = join(folder, 'photo.png');
    await sharp(Buffer.from(patches.map((_, i) => (i * 7919) % 251)), {
      raw: { width: 64, height: 64, channels: 3 },
    })
      .resize(256)
      .png()
      .toFile(photo);
    const results = join(folder, 'results');
    const options = ['--model', out, '--out', results, '--json', '--threads', '1'];
    for (const method of ['mean-shift', 'exponential-region']) {
      const { code, stdout } = await runExifclip([
        'localize',
        photo,
        ...options,
        '--method',
        method,
      ]);
      expect([method, code, Number.isFinite(JSON.parse(stdout)[0].score)]).toEqual([
        method,
        0,
        true,
      ]);
    }
  });

  it('a model of the hub is listed as the same files in a folder are', async () => {
    const source = join(folder, 'hub');
    await mkdir(source);
    const array = { data: Float32Array.of(1, 2), shape: [2] };
    await writeFile(join(source, 'model.safetensors'), writeSafetensors({ a: array }));
    const hub = await startHubServer(source);
    const env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'cache') };
    const list = (from: string) => runExifclip(['convert', from, '--list'], { env });
    const [local, remote] = await Promise.all([list(source), list('owner/name')]);
    await hub.close();
    expect(local.stdout).toMatch(/^a\tfloat32\t\[2\]\t[0-9a-f]{64}\n$/);
    expect([remote.code, remote.stdout]).toEqual([0, local.stdout]);
  });

  it('wrong usage is told from weights that are not there', async () => {
    const neither = await runExifclip(['convert', join(folder, 'x.pth')]);
    expect([neither.code, neither.stderr]).toEqual([2, expect.stringContaining('--list or --out')]);
    const missing = await runExifclip(['convert', join(folder, 'x/y/z.pth'), '--list']);
    expect([missing.code, missing.stderr]).toEqual([
      2,
      expect.stringContaining('there is no such file or folder'),
    ]);
  });
});

/** Weights by a rule, of sizes at which activations neither vanish nor explode. */
function madeValues(name: string, shape: readonly number[], k: number): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  const inputs = shape.slice(1).reduce((product, side) => product * side, 1);
  const isNorm = shape.length === 1 && !/bias|running_mean/.test(name);
  const scale = shape.length === 1 ? 0.1 : 1 / Math.sqrt(inputs);
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = (isNorm ? 1 : 0) + scale * Math.sin(0.7 * i + 1.3 * k);
  return values;
}

function resNet18(dim: number): MadeTensor[] {
  const made: [string, number[]][] = [];
  const convolution = (name: string, norm: string, shape: number[]) => {
    made.push([`${name}.weight`, shape]);
    for (const part of ['weight', 'bias', 'running_mean', 'running_var']) {
      made.push([`${norm}.${part}`, [shape[0]!]]);
    }
  };
  convolution('conv1', 'bn1', [64, 3, 7, 7]);
  for (const [stage, width] of [64, 128, 256, 512].entries()) {
    for (const block of [0, 1]) {
      const name = `layer${stage + 1}.${block}`;
      const inputs = block === 0 && stage > 0 ? width / 2 : width;
      convolution(`${name}.conv1`, `${name}.bn1`, [width, inputs, 3, 3]);
      convolution(`${name}.conv2`, `${name}.bn2`, [width, width, 3, 3]);
      if (inputs !== width) {
        convolution(`${name}.downsample.0`, `${name}.downsample.1`, [width, inputs, 1, 1]);
      }
    }
  }
  made.push(['fc.weight', [dim, 512]], ['fc.bias', [dim]]);
  return made.map(([name, shape], k) => ({
    name,
    shape,
    values: () => madeValues(name, shape, k),
  }));
}

function expectUnitRows(
  { data: values, shape }: { data: Float32Array; shape: readonly number[] },
  expected: readonly [number, number],
): void {
  expect(shape).toEqual(expected);
  const [rows, dim] = expected;
  for (let row = 0; row < rows; row++) {
    const vector = values.subarray(row * dim, (row + 1) * dim);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
  }
}

function unitRows(values: readonly number[], dim: number): number[] {
  return values.map((value, i) => {
    const start = i - (i % dim);
    return value / Math.hypot(...values.slice(start, start + dim));
  });
}

function expectNear(found: Float32Array, expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0);
  expect(worst).toBeLessThan(tolerance);
}
