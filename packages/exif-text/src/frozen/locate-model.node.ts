import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type FrozenDtype, graphFile } from './frozen-dtype.ts';
import { FrozenModelError } from './frozen-model-error.ts';
import type { LocatedModel } from './located-model.ts';

const HUB_ID = /^[A-Za-z0-9][\w.-]*(\/[\w.-]+)?$/;

/**
 * Tells a folder from a hub id, and looks at the folder: transformers.js's own errors do not say
 * which file is missing.
 *
 * @throws FrozenModelError when a folder lacks a file, or the name is neither folder nor hub id
 */
export async function locateModel(model: string, dtype: FrozenDtype): Promise<LocatedModel> {
  const folder = resolve(model);
  if (await isA('directory', folder)) {
    return { source: folder, local: true, fingerprint: await fingerprint(folder, dtype) };
  }
  if (HUB_ID.test(model)) return { source: model, local: false };
  throw new FrozenModelError(
    model,
    'expected a folder or the id of a model on the hub, got neither',
  );
}

async function fingerprint(folder: string, dtype: FrozenDtype): Promise<string> {
  const graph = graphFile(dtype);
  const needed = ['config.json', 'tokenizer.json', 'tokenizer_config.json', graph];
  const hash = createHash('sha256');
  for (const file of [...needed, `${graph}_data`]) {
    const path = join(folder, file);
    if (await isA('file', path)) {
      const { size } = await stat(path);
      hash.update(`${file}:${size}:`);
      await pipeline(createReadStream(path), hash, { end: false });
    } else if (needed.includes(file)) {
      throw new FrozenModelError(folder, `expected a file ${file} in the folder, found none`);
    }
  }
  return hash.digest('hex');
}

async function isA(kind: 'file' | 'directory', path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return (kind === 'file' ? found?.isFile() : found?.isDirectory()) ?? false;
}
