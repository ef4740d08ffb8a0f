import '@tensorflow/tfjs-backend-cpu';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOnnxSession } from '@exifclip/onnx';
import { compactTower, compactTowerParameters } from '@exifclip/patch-encoder/tower';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

test('a tower becomes a graph for any number of patches', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exifclip-docs-'));
  const file = join(folder, 'tower.onnx');
  await tf.ready();
  // #region trace
  const parameters = compactTowerParameters(1, { widths: [16, 32, 64], dim: 64 }); // or trained ones
  const { bytes } = trace(
    ({ patches }) => ({ embeddings: compactTower(parameters, patches as tf.Tensor4D).embeddings }),
    { patches: { shape: [1, 64, 64, 3], dtype: 'uint8' } },
    { symbolicBatch: true },
  );
  writeFileSync(file, bytes);
  // #endregion trace
  const graph = await readFile(file);
  // #region run
  const session = await createOnnxSession(graph, { name: 'tower.onnx' });
  const patches = { data: new Uint8Array(2 * 64 * 64 * 3), shape: [2, 64, 64, 3] };
  const { embeddings } = await session.run({ patches });
  await session.dispose();
  // #endregion run
  expect(embeddings!.shape).toEqual([2, 64]);
  await rm(folder, { recursive: true });
});
