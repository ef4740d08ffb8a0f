import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distilbertParameters } from '@exifclip/exif-text/tower';
import type { TorchParameter } from '@exifclip/nn';
import { readTorchParameters } from '@exifclip/nn/pytorch';
import { resNetParameters } from '@exifclip/patch-encoder/tower';
import { expect, test } from 'vitest';
import { type MadeTensor, pytorchBytes } from '../../../../test/write-pytorch.ts';
import { findDistilbert } from './find-distilbert.ts';
import { findResNet } from './find-resnet.ts';
import { openWeights } from './open-weights.ts';
import { withTimmHead } from './with-timm-head.ts';

const dim = 8;
const resNet = resNetParameters({ depth: 18, dim });
const distilbert = distilbertParameters({
  ...{ vocabularySize: 11, maxTokens: 6, dim, layers: 2, hidden: 16, heads: 1 },
});

/** As `torch.save` of open_clip's trainer under data parallelism: timm's trunk, its head beside it. */
const checkpoint: MadeTensor[] = [
  made('module.logit_scale', []),
  ...resNet.flatMap((parameter) => {
    const { torchName: name } = parameter;
    if (name === 'fc.bias') return [];
    const place = name === 'fc.weight' ? 'head.proj.weight' : `trunk.${name}`;
    return [made(`module.visual.${place}`, torchShape(parameter))];
  }),
  ...distilbert.map((parameter) =>
    made(`module.text.transformer.${parameter.torchName}`, torchShape(parameter)),
  ),
];

function torchShape({ layout, shape }: TorchParameter): readonly number[] {
  if (layout === 'same') return shape;
  if (layout === 'linear') return [...shape].reverse();
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  return [outputs, inputs, height, width];
}

function made(name: string, shape: readonly number[]): MadeTensor {
  const length = shape.reduce((product, side) => product * side, 1);
  return { name, shape, values: () => Float32Array.from({ length }, (_, i) => i % 251) };
}

test('what open_clip trained comes back: both towers are found and read whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exifclip-open-clip-'));
  try {
    await writeFile(join(folder, 'epoch_3.pt'), pytorchBytes(checkpoint));
    const source = await openWeights(join(folder, 'epoch_3.pt'));
    const tensors = withTimmHead(source.tensors);
    const image = findResNet(tensors);
    expect(image).toEqual({ prefix: 'module.visual.trunk.', config: { depth: 18, dim } });
    const text = findDistilbert(tensors);
    expect(text).toMatchObject({ prefix: 'module.text.transformer.', config: { dim } });
    const what = 'epoch_3.pt';
    const tower = await readTorchParameters(resNet, tensors, { prefix: image!.prefix, what });
    // [out, in] in the checkpoint, [in, out] here; the bias that it lacks is zero
    expect(tower['fc/kernel']!.shape).toEqual([512, dim]);
    expect(tower['fc/kernel']!.data[3 * dim + 5]).toBe((5 * 512 + 3) % 251);
    expect([...tower['fc/bias']!.data]).toEqual(Array(dim).fill(0));
    const sentences = { prefix: text!.prefix, what };
    await expect(readTorchParameters(distilbert, tensors, sentences)).resolves.toBeDefined();
    await source.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('other tensors stay as they are', () => {
  const none = new Map();
  expect(withTimmHead(none)).toBe(none);
});
