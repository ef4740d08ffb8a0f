import type { TorchParameter } from '@exifclip/nn';
import { type DistilbertConfig, distilbertBaseConfig } from './distilbert-config.ts';

/**
 * The parameters of a DistilBERT: name and shape here, name and layout in Hugging Face's files, in
 * their order. Files put a prefix before the names at times (`distilbert.`, `model.transformer.`
 * in the checkpoint of "EXIF as Language").
 */
export function distilbertParameters(
  config: DistilbertConfig = distilbertBaseConfig,
): TorchParameter[] {
  const { vocabularySize, maxTokens, dim, layers, hidden } = config;
  const layerParameters = Array.from({ length: layers }, (_, i) => {
    const [name, torchName] = [`layers/${i}`, `transformer.layer.${i}`];
    const linears: [string, string, number, number][] = [
      ['attention/query', 'attention.q_lin', dim, dim],
      ['attention/key', 'attention.k_lin', dim, dim],
      ['attention/value', 'attention.v_lin', dim, dim],
      ['attention/output', 'attention.out_lin', dim, dim],
    ];
    const maps: typeof linears = [
      ['widen', 'ffn.lin1', dim, hidden],
      ['narrow', 'ffn.lin2', hidden, dim],
    ];
    const toLinear = ([own, torch, inputs, outputs]: (typeof linears)[number]) =>
      linear(`${name}/${own}`, `${torchName}.${torch}`, inputs, outputs);
    return [
      ...linears.flatMap(toLinear),
      ...norm(`${name}/attentionNorm`, `${torchName}.sa_layer_norm`, dim),
      ...maps.flatMap(toLinear),
      ...norm(`${name}/outputNorm`, `${torchName}.output_layer_norm`, dim),
    ];
  });
  return [
    table('words', 'embeddings.word_embeddings', vocabularySize, dim),
    table('positions', 'embeddings.position_embeddings', maxTokens, dim),
    ...norm('norm', 'embeddings.LayerNorm', dim),
    ...layerParameters.flat(),
  ];
}

function table(name: string, torchName: string, rows: number, width: number): TorchParameter {
  return {
    name: `${name}/table`,
    torchName: `${torchName}.weight`,
    shape: [rows, width],
    layout: 'same',
  };
}

function linear(name: string, torchName: string, inputs: number, outputs: number) {
  return [
    {
      name: `${name}/kernel`,
      torchName: `${torchName}.weight`,
      shape: [inputs, outputs],
      layout: 'linear',
    },
    { name: `${name}/bias`, torchName: `${torchName}.bias`, shape: [outputs], layout: 'same' },
  ] satisfies TorchParameter[];
}

function norm(name: string, torchName: string, width: number): TorchParameter[] {
  return [
    { name: `${name}/scale`, torchName: `${torchName}.weight`, shape: [width], layout: 'same' },
    { name: `${name}/offset`, torchName: `${torchName}.bias`, shape: [width], layout: 'same' },
  ];
}
