import { expect, test } from 'vitest';
import { readTorchParameters, TorchParametersError } from '../pytorch.ts';
import { storedArray } from '../stored-array.ts';
import type { TorchParameter } from '../torch-parameter.ts';
import type { WeightValues } from '../weight-array.ts';

const wanted: TorchParameter[] = [
  { name: 'conv/kernel', torchName: 'conv.weight', shape: [1, 2, 2, 3], layout: 'convolution' },
  { name: 'fc/kernel', torchName: 'fc.weight', shape: [2, 3], layout: 'linear' },
  { name: 'fc/bias', torchName: 'fc.bias', shape: [3], layout: 'same' },
];

function file(arrays: Record<string, [WeightValues, number[]]>) {
  const stored = Object.entries(arrays).map(([name, [data, shape]]) =>
    storedArray(name, { data, shape }),
  );
  return new Map(stored.map((tensor) => [tensor.name, tensor]));
}

test('kernels change places: [out, in, height, width] → [height, width, in, out]', async () => {
  const counted = Float32Array.from({ length: 12 }, (_, i) => i);
  const tensors = file({
    'net.conv.weight': [counted, [3, 2, 1, 2]],
    'net.fc.weight': [Float64Array.of(1, 2, 3, 4, 5, 6), [3, 2]],
    'net.fc.bias': [Float32Array.of(7, 8, 9), [3]],
  });
  const steps: number[] = [];
  const arrays = await readTorchParameters(wanted, tensors, {
    prefix: 'net.',
    onProgress: (done) => steps.push(done),
  });
  // place (0, w), input i, output o is element o·4 + i·2 + w of the file
  const expected = [0, 1].flatMap((w) =>
    [0, 1].flatMap((i) => [0, 1, 2].map((o) => o * 4 + i * 2 + w)),
  );
  expect(arrays['conv/kernel']).toEqual({ data: Float32Array.from(expected), shape: [1, 2, 2, 3] });
  expect(arrays['fc/kernel']!.data).toEqual(Float32Array.of(1, 3, 5, 2, 4, 6));
  expect(arrays['fc/bias']!.data).toEqual(Float32Array.of(7, 8, 9));
  expect(steps).toEqual([1, 2, 3]);
});

test('everything that is missing or misshapen is named at once', async () => {
  const tensors = file({
    'fc.weight': [new Float32Array(6), [2, 3]],
    'fc.bias': [new Int32Array(3), [3]],
  });
  const reading = readTorchParameters(wanted, tensors, { what: 'a.pth' });
  await expect(reading).rejects.toThrow(TorchParametersError);
  await expect(reading).rejects.toMatchObject({
    missing: ['conv.weight'],
    misshapen: ['fc.weight (expected [3,2], got [2,3])', 'fc.bias (expected floats, got int32)'],
  });
  await expect(reading).rejects.toThrow(/^a\.pth: .*missing: conv\.weight; misshapen: fc\.weight/);
});
