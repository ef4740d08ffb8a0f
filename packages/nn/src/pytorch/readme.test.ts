import { openPytorch } from '@exifclip/nn/pytorch';
import { blobSource, readValues } from '@exifclip/nn/safetensors';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';
import { pytorchBytes } from '../../../../test/write-pytorch.ts';

test('the example of the README reads a checkpoint', async () => {
  const values = () => Float32Array.of(1, 2, 3);
  const file = new Blob([pytorchBytes([{ name: 'fc.bias', shape: [3], values }]).slice()]);
  const logged: unknown[][] = [];
  const console = { log: (...words: unknown[]) => logged.push(words) };
  // #region
  const checkpoint = await openPytorch(blobSource(file, 'weights.pth')); // runs nothing
  for (const { name, dtype, shape } of checkpoint.tensors.values()) console.log(name, dtype, shape);
  const { data } = await readValues(checkpoint.tensors.get('fc.bias')!); // a Float32Array
  // #endregion
  expect(logged).toEqual([['fc.bias', 'float32', [3]]]);
  expect(data).toEqual(values());
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(readme).toContain(regions[0]);
});
