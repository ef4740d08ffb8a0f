import type { OnnxSessionOptions } from '@exifclip/onnx';
import { createBagEncoder } from './create-bag-encoder.ts';
import { floatTensors } from './float-tensors.ts';
import type { ModelConfig } from './model-config.ts';
import {
  textEncoderFile,
  textGraphFile,
  tokenizerConfigFile,
  tokenizerFile,
} from './model-file-names.ts';
import { ModelFolderError } from './model-folder-error.ts';
import type { TextEncoder } from './text-encoder.ts';

/** Opens the sentence encoder of a model folder, of whatever kind it is. */
export async function openTextEncoder(
  { id, dim, textEncoder: config, files }: ModelConfig,
  read: (file: string) => Promise<Uint8Array>,
  options: OnnxSessionOptions,
): Promise<TextEncoder> {
  if (config === undefined) throw new ModelFolderError(id, 'has no sentence encoder');
  if (config.kind === 'bag') {
    const weights = floatTensors(await read(textEncoderFile), textEncoderFile);
    return createBagEncoder(weights, { ...config, dim });
  }
  // a tokenizer is a good part of a bundle, and most models and uses need none
  const { createOnnxEncoder } = await import('./create-onnx-encoder.ts');
  const json = async (file: string) => parseJson(await read(file), file);
  return createOnnxEncoder(
    {
      ...config,
      dim,
      name: id,
      graph: await read(textGraphFile),
      tokenizer: await json(tokenizerFile),
      tokenizerConfig: tokenizerConfigFile in files ? await json(tokenizerConfigFile) : {},
    },
    options,
  );
}

function parseJson(bytes: Uint8Array, name: string): Record<string, unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch (cause) {
    throw new ModelFolderError(name, 'expected JSON, got something else', { cause });
  }
}
