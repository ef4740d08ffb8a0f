import type { BundledModel } from './bundled-location.ts';
import { fetchBytes } from './fetch-bytes.ts';
import type { ModelFiles } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';

/**
 * A bundled model outside Node. Every file is named by a URL of its own, written out in full, for
 * that is what bundlers look for and follow: they copy the file and put its new address here.
 */
export function bundledFiles(model: BundledModel): ModelFiles {
  return {
    location: model,
    read: (file, { signal } = {}) => {
      const url = urls[model][file]?.();
      if (url === undefined) throw new ModelFolderError(`${model}: ${file}`, 'is not bundled');
      return fetchBytes(url, { signal });
    },
  };
}

const urls: Readonly<Record<BundledModel, Readonly<Record<string, () => URL>>>> = {
  base: {
    'config.json': () => new URL('../weights/base/config.json', import.meta.url),
    'calibration.json': () => new URL('../weights/base/calibration.json', import.meta.url),
    'metadata-reference.safetensors': () =>
      new URL('../weights/base/metadata-reference.safetensors', import.meta.url),
    'patch-encoder.float16.onnx': () =>
      new URL('../weights/base/patch-encoder.float16.onnx', import.meta.url),
    'patch-encoder.onnx': () => new URL('../weights/base/patch-encoder.onnx', import.meta.url),
    'text-encoder.safetensors': () =>
      new URL('../weights/base/text-encoder.safetensors', import.meta.url),
    'whitening.safetensors': () =>
      new URL('../weights/base/whitening.safetensors', import.meta.url),
  },
};
