import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSafetensors } from '@exifclip/nn/safetensors';
import {
  configFile,
  imageTowerFile,
  type ModelConfig,
  patchEncoderFile,
  textEncoderFile,
  whiteningFile,
} from './model-config.ts';
import { sha256 } from './sha256.ts';
import type { WhiteningArrays } from './whitening-arrays.ts';

type Tensors = Readonly<Record<string, { data: Float32Array; shape: readonly number[] }>>;

/** What a model folder is made of. */
export interface ModelParts {
  config: Omit<ModelConfig, 'format' | 'files'>;
  /** The patch encoder's graph, an .onnx file. */
  patchEncoder: Uint8Array;
  /** Parameters of the image tower. */
  imageTower: Tensors;
  /** Parameters of the text tower. */
  textEncoder: Tensors;
  whitening: WhiteningArrays;
  /** The model card, Markdown. */
  card: string;
}

/**
 * Writes a model folder: beside its place first, then renamed into it, so that a folder is whole
 * or not there. A folder of that name that is there is replaced.
 */
export async function writeModelFolder(folder: string, parts: ModelParts): Promise<void> {
  const contents: Record<string, Uint8Array> = {
    [patchEncoderFile]: parts.patchEncoder,
    [imageTowerFile]: writeSafetensors(parts.imageTower),
    [textEncoderFile]: writeSafetensors(parts.textEncoder),
    [whiteningFile]: writeSafetensors({ ...parts.whitening }),
  };
  const files: Record<string, { bytes: number; sha256: string }> = {};
  for (const [name, bytes] of Object.entries(contents)) {
    files[name] = { bytes: bytes.length, sha256: await sha256(bytes) };
  }
  const config: ModelConfig = { format: 1, ...parts.config, files };
  const fresh = `${folder}.${process.pid}.tmp`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  for (const [name, bytes] of Object.entries(contents)) await writeFile(join(fresh, name), bytes);
  await writeFile(join(fresh, configFile), `${JSON.stringify(config, null, 2)}\n`);
  await writeFile(join(fresh, 'README.md'), parts.card);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}
