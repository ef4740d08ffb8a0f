import { expect, test, vi } from 'vitest';
import { loadTransformers } from './load-transformers.ts';

vi.mock('@huggingface/transformers', () => {
  throw new Error('Cannot find package');
});

test('`loadTransformers` says how to get the package where it is not installed', async () => {
  const error = await loadTransformers().catch((cause: unknown) => cause);
  expect(error).toMatchObject({
    name: 'PackageMissingError',
    packageName: '@huggingface/transformers',
    message:
      'expected the optional package @huggingface/transformers, which could not be imported; `npm install @huggingface/transformers` brings it',
  });
  expect((error as Error).cause).toBeInstanceOf(Error);
});
