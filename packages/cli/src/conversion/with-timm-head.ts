import type { StoredTensor } from '@exifclip/nn/safetensors';

/**
 * Tensors with the linear map of open_clip's `TimmModel`, `head.proj` beside its `trunk`, under the
 * names that it has at the end of a residual network, `trunk.fc`; a bias that it lacks is zero.
 * Others are as they are.
 */
export function withTimmHead(
  tensors: ReadonlyMap<string, StoredTensor>,
): ReadonlyMap<string, StoredTensor> {
  const weight = [...tensors.keys()].find((name) => name.endsWith('head.proj.weight'));
  const before = weight?.slice(0, -'head.proj.weight'.length);
  if (weight === undefined || !tensors.has(`${before}trunk.conv1.weight`)) return tensors;
  const renamed = new Map(tensors);
  renamed.delete(weight);
  renamed.delete(`${before}head.proj.bias`);
  const stored = tensors.get(weight)!;
  const bias = tensors.get(`${before}head.proj.bias`) ?? zeros(stored.shape[0] ?? 0);
  const [weightName, biasName] = [`${before}trunk.fc.weight`, `${before}trunk.fc.bias`];
  renamed.set(weightName, { ...stored, name: weightName });
  renamed.set(biasName, { ...bias, name: biasName });
  return renamed;
}

function zeros(count: number): StoredTensor {
  const dtype = 'float32';
  return { name: '', dtype, shape: [count], bytes: async () => new Uint8Array(4 * count) };
}
