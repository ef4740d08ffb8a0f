import { readFileSync } from 'node:fs';
import { createOnnxSession } from '@exifclip/onnx';
import { expect, it } from 'vitest';

it('the example of the README runs', async () => {
  const bytes = readFileSync(new URL('fixtures/linear.onnx', import.meta.url));
  // #region example
  const session = await createOnnxSession(bytes, { name: 'linear.onnx' });
  const { y } = await session.run({
    x: { data: Float32Array.of(1, 2, 3), shape: [1, 3] },
    count: { data: Int32Array.of(1), shape: [] },
  }); // y: { data: Float32Array(2), shape: [1, 2] }
  await session.dispose();
  // #endregion
  expect(y).toEqual({ data: Float32Array.of(1.375, 7), shape: [1, 2] });
});

it('the example of the README is the one above', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  const region = /#region example\n([\s\S]*?) *\/\/ #endregion/.exec(source)?.[1] ?? 'absent';
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region.replace(/^ {2}/gm, ''));
});
