import type { TorchParameter } from '@exifclip/nn';
import { type ResNetConfig, resNet50Config } from './resnet-config.ts';
import { type ResNetConvolution, resNetLayers } from './resnet-layers.ts';

/**
 * The parameters of a residual network: name and shape here, name and layout in torchvision's
 * state dictionaries, in their order (without `num_batches_tracked`, which nothing reads). Files
 * put a prefix before the names at times (`model.visual.` in the checkpoint of "EXIF as Language").
 */
export function resNetParameters(config: ResNetConfig = resNet50Config): TorchParameter[] {
  const { stem, blocks, outputs } = resNetLayers(config.depth);
  const convolutions = [
    stem,
    ...blocks.flatMap(({ path, shortcut }) => [...path, ...(shortcut ? [shortcut] : [])]),
  ];
  return [
    ...convolutions.flatMap(normalizedConvolution),
    named('fc/kernel', 'fc.weight', [outputs, config.dim], 'linear'),
    named('fc/bias', 'fc.bias', [config.dim]),
  ];
}

function normalizedConvolution(layer: ResNetConvolution): TorchParameter[] {
  const { name, norm, size, inputs, outputs } = layer;
  const kernel = [size, size, inputs, outputs];
  const torchNorm = dotted(norm);
  return [
    named(`${name}/kernel`, `${dotted(name)}.weight`, kernel, 'convolution'),
    named(`${norm}/scale`, `${torchNorm}.weight`, [outputs]),
    named(`${norm}/offset`, `${torchNorm}.bias`, [outputs]),
    named(`${norm}/mean`, `${torchNorm}.running_mean`, [outputs]),
    named(`${norm}/variance`, `${torchNorm}.running_var`, [outputs]),
  ];
}

function named(
  name: string,
  torchName: string,
  shape: readonly number[],
  layout: TorchParameter['layout'] = 'same',
): TorchParameter {
  return { name, torchName, shape, layout };
}

function dotted(name: string): string {
  return name.replaceAll('/', '.');
}
